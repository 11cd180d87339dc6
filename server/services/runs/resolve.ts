import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { wait } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { runOf } from './run-of'
import { tellWoken, wakeRun } from './wake-run'

export const ResolveEffectInput = z.strictObject({ id: z.uuid(), step: z.string().min(1).max(2_000), happened: z.boolean() })

/** A person looked and says whether an effect took place whose result was lost. The first answer counts. */
export async function resolveEffect({ actor }: Call, input: z.input<typeof ResolveEffectInput>): Promise<void> {
  demand(actor, 'run.resolve')
  const { id, step, happened } = ResolveEffectInput.parse(input)
  const woken = await inWorkspace(actor.workspaceId, async (tx) => {
    await runOf(tx, actor, id)
    // The run before its wait, as its worker writes them.
    const woken = await wakeRun(tx, { id, workspaceId: actor.workspaceId })
    const [answered] = await tx
      .update(wait)
      .set({ result: { happened }, firedAt: sql`now()` })
      .where(
        and(
          eq(wait.workspaceId, actor.workspaceId),
          eq(wait.runId, id),
          eq(wait.step, step),
          eq(wait.kind, 'verify'),
          isNull(wait.firedAt),
        ),
      )
      .returning({ id: wait.id })
    if (!answered) throw new ServiceError('conflict', 'Nobody has to decide about this step any more.')
    await record(tx, actor, 'run.resolved', { type: 'run', id }, { step, happened })
    return woken
  })
  await tellWoken(woken)
}
