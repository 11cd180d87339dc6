import type { Actor, Person } from '../services/actor'

/** What a call knows of its caller; made once for each request (app/api/trpc, caller.ts). */
export type Context = {
  person: Person | null
  /** The person's membership in the workspace of the address; null for `-` and for strangers. */
  actor: Extract<Actor, { kind: 'member' }> | null
  address: string
  userAgent: string
}
