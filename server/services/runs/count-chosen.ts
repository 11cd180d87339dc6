import type { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ChosenRunsInput, chooseRuns, MOST_RUNS, mayRunAgain } from './choose-runs'

/** None of the numbers goes beyond `most`: as many as one press concerns. */
export type ChosenCount = {
  ended: number
  goingOn: number
  /** How many of them can be run again from the start, how many can go on from where they stopped, and how many can be cancelled. */
  again: number
  goOn: number
  cancel: number
  most: number
}

/** How many the chosen runs are, and to how many of them each thing would be done: what is counted is what retry-many and cancel-many take. */
export async function countChosen({ actor }: Call, input: z.input<typeof ChosenRunsInput>): Promise<ChosenCount> {
  demand(actor, 'run.read')
  const chosen = ChosenRunsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const ended = await chooseRuns(tx, actor, chosen, ['succeeded', 'failed', 'cancelled'])
    const goingOn = await chooseRuns(tx, actor, chosen, ['queued', 'running', 'waiting'])
    // Among more than are counted here, those that stopped on the way may lie further back than those that ended.
    const stopped =
      ended.length < MOST_RUNS
        ? ended.filter(({ status }) => status !== 'succeeded')
        : await chooseRuns(tx, actor, chosen, ['failed', 'cancelled'])
    return {
      ended: ended.length,
      goingOn: goingOn.length,
      again: ended.filter((each) => mayRunAgain(actor, each)).length,
      goOn: stopped.filter((each) => mayRunAgain(actor, each)).length,
      cancel: goingOn.filter(({ cancelRequestedAt }) => cancelRequestedAt === null).length,
      most: MOST_RUNS,
    }
  })
}
