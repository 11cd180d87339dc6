import { inspect } from 'node:util'
import type { Logger } from 'drizzle-orm/logger'

/**
 * Drizzle puts what a statement was given into the message of its failure, from where it would get into logs: passwords'
 * hashes, people's data, whole inputs. It shows each list to its logger first, and from then on the list says nothing of itself.
 */
export const unsaid: Logger = {
  logQuery(_statement, parameters) {
    Object.defineProperties(parameters, SAYS_NOTHING)
  },
}

const HIDDEN = '[hidden]'
const SAYS_NOTHING = Object.fromEntries(
  ['toString', 'toJSON', inspect.custom].map((way) => [way, { value: () => HIDDEN, enumerable: false, configurable: true }]),
)
