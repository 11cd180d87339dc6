import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { WhereaboutsSchema } from '../../bus/presence'
import { inWorkspace } from '../../db/tenancy'
import { processWide } from '../../process-wide'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { presenceId, TabSchema } from './presence-id'

export const SayPresenceInput = z.strictObject({ flowId: z.uuid(), tab: TabSchema, whereabouts: WhereaboutsSchema })

/** A tab says it up to 16 times a second; a person may have a few. */
const MOST_A_SECOND = 80

/** So long a flow that was there is taken to be there: people move often. Membership is asked for at every call. */
const KNOWN_MS = 5_000
const MOST_KNOWN = 10_000

/** Tells those who have the same flow open where the caller is. Nothing is stored. */
export async function sayPresence({ actor }: Call, input: z.input<typeof SayPresenceInput>): Promise<void> {
  demand(actor, 'flow.read')
  const { flowId, tab, whereabouts } = SayPresenceInput.parse(input)
  if (actor.kind !== 'member') throw new ServiceError('forbidden', 'Only people are shown to each other.')
  const limit = processWide('presence-limit', () => new RateLimiterMemory({ points: MOST_A_SECOND, duration: 1 }))
  await limit.consume(actor.sessionId).catch(() => {
    throw new ServiceError('limited', 'That is more than anybody moves. Try again in a moment.')
  })
  await needFlow(actor, flowId)
  await announce(`people:${flowId}`, { id: presenceId(actor, tab), userId: actor.userId, name: actor.name, whereabouts })
}

async function needFlow(actor: Actor, flowId: string): Promise<void> {
  const known = processWide('presence-flows', () => new Map<string, number>())
  const key = `${actor.workspaceId} ${flowId}`
  if ((known.get(key) ?? 0) > performance.now()) return
  await inWorkspace(actor.workspaceId, (tx) => flowOf(tx, actor, flowId))
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, performance.now() + KNOWN_MS)
}
