import type { StartedBy } from '../../db/schema/engine'
import { FORMER_MEMBER } from '../former-member'
import type { Member } from './people'

/** The person behind a run, by name or address; null where it was no person. */
export function starterOf(by: StartedBy, members: readonly Member[]): string | null {
  if (by.kind === 'member') return members.find(({ userId }) => userId === by.userId)?.name ?? FORMER_MEMBER
  return by.kind === 'mail' ? by.from : null
}

/** Who answers a question about a run: members only, as the address of a mail that started it proves nothing, and nobody chose it. */
export function answererOf(by: StartedBy, members: readonly Member[]): Member | undefined {
  return by.kind === 'member' ? members.find(({ userId }) => userId === by.userId) : undefined
}
