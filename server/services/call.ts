import { type Actor, NOBODY } from './actor'
import { ServiceError } from './service-error'

/** What every verb gets besides its input. */
export type Call = { actor: Actor }

/** The person behind a change, for `created_by` columns; the platform's own doings carry the nil id. */
export function authorOf(actor: Actor): string {
  return actor.kind === 'member' ? actor.userId : NOBODY
}

/** One answer for what is not there and for what is another workspace's. */
export function notFound(what: string): ServiceError {
  return new ServiceError('not_found', `There is no such ${what} in this workspace.`)
}
