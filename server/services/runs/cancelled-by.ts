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
    return cancellation(run.cancelledBy, await nameOf(tx, run.cancelledBy))
  })
}

/** `name`: what `by` is called, if it is a member. The platform itself (NOBODY) cancels for no other reason. */
export function cancellation(by: string | null, name: string | null): CancelledBy {
  return { name: by === null || by === NOBODY ? null : (name ?? FORMER_MEMBER), isLeftBehind: by === NOBODY }
}

export async function cancellerOf(tx: Tx, { cancelledBy }: Pick<RunRow, 'cancelledBy'>): Promise<string | null> {
  return cancellation(cancelledBy, await nameOf(tx, cancelledBy)).name
}

async function nameOf(tx: Tx, by: string | null): Promise<string | null> {
  if (by === null || by === NOBODY) return null
  const [member] = await tx.select({ name: user.name }).from(user).where(eq(user.id, by))
  return member?.name ?? null
}
