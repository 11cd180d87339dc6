import { z } from 'zod'
import { isOneOf } from '../../db/is-one-of'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { askToStop } from './ask-to-stop'
import { ChosenRunsInput, chooseRuns } from './choose-runs'
import { tellWoken } from './wake-run'

export const CancelManyInput = z.strictObject({ runs: ChosenRunsInput })

/** Asks all of the chosen runs that are going on to stop, with one audit event that names them. */
export async function cancelMany({ actor }: Call, input: z.input<typeof CancelManyInput>): Promise<{ runIds: string[] }> {
  demand(actor, 'run.cancel')
  const { runs } = CancelManyInput.parse(input)
  const { workspaceId } = actor
  const woken = await inWorkspace(workspaceId, async (tx) => {
    const ids = (await chooseRuns(tx, actor, runs, ['queued', 'running', 'waiting'])).map(({ id }) => id)
    if (ids.length === 0) throw new ServiceError('not_found', 'None of these runs is going on.')
    const woken = await askToStop(tx, actor, isOneOf(run.id, ids))
    const named = woken.map(({ id }) => id)
    if (named.length > 0)
      await record(tx, actor, 'runs.cancelled', { type: 'workspace', id: workspaceId }, { count: named.length, runs: named })
    return woken
  })
  await tellWoken(...woken)
  return { runIds: woken.map(({ id }) => id) }
}
