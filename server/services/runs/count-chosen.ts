import type { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ChosenRunsInput, chooseRuns, MOST_RUNS } from './choose-runs'

/** How many of the chosen runs have ended and can be run again, and how many are going on and can be cancelled. */
export async function countChosen(
  { actor }: Call,
  input: z.input<typeof ChosenRunsInput>,
): Promise<{ ended: number; goingOn: number; most: number }> {
  demand(actor, 'run.read')
  const chosen = ChosenRunsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const ended = await chooseRuns(tx, actor, chosen, ['succeeded', 'failed', 'cancelled'])
    const goingOn = await chooseRuns(tx, actor, chosen, ['queued', 'running', 'waiting'])
    return { ended: ended.length, goingOn: goingOn.length, most: MOST_RUNS }
  })
}
