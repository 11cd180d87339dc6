import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { workspace } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { type Kept, keepsLonger, RetentionSchema, retentionOf } from '../../retention/policy'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'

/** `own` null: back to what the installation does. */
export const SetRetentionInput = z.strictObject({ own: RetentionSchema.nullable() })

export async function setRetention({ actor }: Call, input: z.input<typeof SetRetentionInput>): Promise<void> {
  demand(actor, 'workspace.manage')
  const { own } = SetRetentionInput.parse(input)
  if (own && keepsLonger(own.details, own.runs)) {
    throw new ServiceError('invalid', 'Details can’t be kept longer than the runs they belong to. Keep the list of runs at least as long.')
  }
  await inWorkspace(actor.workspaceId, async (tx) => {
    const [before] = await tx
      .select({ retention: workspace.retention })
      .from(workspace)
      .where(eq(workspace.id, actor.workspaceId))
      .for('update')
    if (!before) throw notFound('workspace')
    await tx.update(workspace).set({ retention: own }).where(eq(workspace.id, actor.workspaceId))
    await record(
      tx,
      actor,
      'retention.changed',
      { type: 'workspace', id: actor.workspaceId },
      {
        from: inWords(before.retention),
        to: inWords(own),
      },
    )
  })
}

function inWords(own: z.infer<typeof RetentionSchema> | null): string {
  const { details, runs } = retentionOf(own)
  return `details ${span(details)}, runs ${span(runs)}`
}

function span(kept: Kept): string {
  return kept === 'forever' ? 'for ever' : `${kept} days`
}
