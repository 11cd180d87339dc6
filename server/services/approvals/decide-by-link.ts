import { z } from 'zod'
import { spend } from '../account/rate-limit'
import type { Actor } from '../actor'
import type { Link } from './link-token'
import { withLink } from './open-link'
import { byAddress } from './people'
import { recordDecision, tellDecided, VerdictSchema } from './record-decision'

export const DecideByLinkInput = z.strictObject({ token: z.string().max(200), ...VerdictSchema.shape })

const TRIES = { name: 'approval-decision', most: 30, seconds: 300 }

/** Somebody without an account decides, by the link that was sent to their address. */
export async function decideByLink(input: z.input<typeof DecideByLinkInput>, address: string): Promise<void> {
  const { token, ...verdict } = DecideByLinkInput.parse(input)
  await spend(TRIES, address)
  const { waitId, woken } = await withLink(token, address, async (tx, link) => ({
    waitId: link.waitId,
    woken: await recordDecision(
      tx,
      { waitId: link.waitId, via: 'mail', actor: holderOf(link), who: (members) => byAddress(members, link.email) },
      verdict,
    ),
  }))
  await tellDecided(waitId, woken)
}

/** In the audit: nobody signed in, so what is known is where the link went. */
export function holderOf({ workspaceId, email }: Link): Actor {
  return { kind: 'guest', workspaceId, address: email }
}
