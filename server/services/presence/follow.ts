import type { Presence } from '../../bus/presence'
import type { Actor } from '../actor'
import { announce } from '../live/bus'
import { gather } from '../live/gather'
import { presenceId } from './presence-id'

/**
 * Where the others are, from now on; when the caller stops listening, the others are told that it is gone. Whoever calls has
 * asked whether the actor may see the flow.
 */
export async function* followPeople(actor: Actor, flowId: string, tab: string, signal: AbortSignal): AsyncGenerator<Presence[]> {
  if (actor.kind !== 'member') return
  const own = presenceId(actor, tab)
  try {
    for await (const people of gather(`people:${flowId}`, ({ id }) => id, signal)) {
      const others = people.filter(({ id }) => id !== own)
      if (others.length > 0) yield others
    }
  } finally {
    await announce(`people:${flowId}`, { id: own, userId: actor.userId, name: actor.name, whereabouts: null })
  }
}
