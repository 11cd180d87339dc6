import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { user } from '../../db/schema'
import type { StartedBy } from '../../db/schema/engine'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { NOBODY } from '../actor'
import type { Call } from '../call'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'
import { runOf } from './run-of'
import { whyCancelled } from './why-cancelled'

export const CancelledByInput = z.strictObject({ id: z.uuid() })

/** `name`: null where no member did; `because`: why, then. */
export type CancelledBy = { name: string | null; because: string | null }

/** Who wished a run to be cancelled, or why it was if nobody did. */
export async function cancelledBy({ actor }: Call, input: z.input<typeof CancelledByInput>): Promise<CancelledBy> {
  demand(actor, 'run.read')
  const { id } = CancelledByInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const run = await runOf(tx, actor, id)
    return cancellation(run, await nameOf(tx, run.cancelledBy))
  })
}

type Cancelled = { cancelledBy: string | null; startedBy: StartedBy }

/** `name`: what the one who wished it is called, if that is a member. */
export function cancellation({ cancelledBy, startedBy }: Cancelled, name: string | null): CancelledBy {
  const byMember = cancelledBy !== null && cancelledBy !== NOBODY
  return { name: byMember ? (name ?? FORMER_MEMBER) : null, because: whyCancelled(cancelledBy, startedBy.kind) }
}

export async function cancellerOf(tx: Tx, run: Cancelled): Promise<string | null> {
  return cancellation(run, await nameOf(tx, run.cancelledBy)).name
}

async function nameOf(tx: Tx, by: string | null): Promise<string | null> {
  if (by === null || by === NOBODY) return null
  const [member] = await tx.select({ name: user.name }).from(user).where(eq(user.id, by))
  return member?.name ?? null
}
