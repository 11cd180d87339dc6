import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { user } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { NOBODY } from '../actor'
import type { Call } from '../call'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'
import { type RunRow, runOf } from './run-of'

export const CancelledByInput = z.strictObject({ id: z.uuid() })

/** `name`: null where no member did. `isLeftBehind`: its flow had been deleted while it was paused (worker/retention/cancel-left-behind.ts). */
export type CancelledBy = { name: string | null; isLeftBehind: boolean }

/** Who wished a run to be cancelled: nobody did, where it was cancelled with the run that called it. */
export async function cancelledBy({ actor }: Call, input: z.input<typeof CancelledByInput>): Promise<CancelledBy> {
  demand(actor, 'run.read')
  const { id } = CancelledByInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const run = await runOf(tx, actor, id)
    // The platform itself cancels for no other reason.
    return { name: await cancellerOf(tx, run), isLeftBehind: run.cancelledBy === NOBODY }
  })
}

export async function cancellerOf(tx: Tx, { cancelledBy }: Pick<RunRow, 'cancelledBy'>): Promise<string | null> {
  if (cancelledBy === null || cancelledBy === NOBODY) return null
  const [member] = await tx.select({ name: user.name }).from(user).where(eq(user.id, cancelledBy))
  return member?.name ?? FORMER_MEMBER
}
