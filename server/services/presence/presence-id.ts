import { z } from 'zod'
import type { Actor } from '../actor'

/** What a browser calls one of its tabs. */
export const TabSchema = z.string().regex(/^[a-z0-9]{16}$/)

/** Of a person in a tab: nobody can speak for somebody else's, whatever tab they name. */
export function presenceId(actor: Extract<Actor, { kind: 'member' }>, tab: string): string {
  return `${actor.userId}/${tab}`
}
