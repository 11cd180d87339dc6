import type { Change } from '@/flow/draft/changes'
import type { Outputs } from '../trpc/types'

export type Contributions = Outputs['drafts']['contributions']

/** Who had a hand in a change, or in one field of it; empty while nobody but this browser knows of it. */
export function contributorsOf({ touches }: Contributions, change: Change, field?: string): string[] {
  const ofNode = touches.filter(({ nodeId }) => nodeId === change.nodeId)
  const exact = field === undefined ? ofNode : ofNode.filter((touch) => touch.field === field)
  const found = exact.length > 0 ? exact : ofNode.filter((touch) => touch.field === '*')
  return [...new Set(found.flatMap(({ by }) => by))]
}

export type Contributor = { userId: string; name: string; changes: number; lastSeq: number }

/** The others whose changes would go live, with how many. What somebody did and undid is no change. */
export function othersIn(contributions: Contributions, changes: readonly Change[], me: string): Contributor[] {
  return contributions.people.flatMap(({ userId, name, lastSeq }) => {
    if (userId === me) return []
    const count = changes.filter((change) => contributorsOf(contributions, change).includes(userId)).length
    return count === 0 ? [] : [{ userId, name, changes: count, lastSeq }]
  })
}
