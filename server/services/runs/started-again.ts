import { and, eq } from 'drizzle-orm'
import { isOneOf } from '../../db/is-one-of'
import { run } from '../../db/schema'
import type { StartedByPerson } from '../../db/schema/engine'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { authorOf } from '../call'
import { type Behind, behindRun } from '../calls/behind'

type StartedAgain = Extract<StartedByPerson, { kind: 'member' }>

/** More hands than any run goes through. */
const MOST = 50

/**
 * Who starts runs again that others started: whoever presses the button, and with them whoever is behind each of these runs. What
 * they gave it is what it works with, so they may approve no more of it than before.
 */
export async function startedAgain(tx: Tx, actor: Actor, runIds: readonly string[]): Promise<(runId: string) => StartedAgain> {
  const rows = await tx
    .select({ id: run.id, behind: behindRun() })
    .from(run)
    .where(and(eq(run.workspaceId, actor.workspaceId), isOneOf(run.id, runIds)))
  const behind = new Map(rows.map((row) => [row.id, row.behind]))
  const userId = authorOf(actor)
  return (runId) => {
    const others = peopleIn(behind.get(runId) ?? null).filter((person) => person.kind === 'mail' || person.userId !== userId)
    return { kind: 'member', userId, ...(others.length > 0 ? { others: others.slice(0, MOST) } : {}) }
  }
}

/** The first of them first, each once. */
function peopleIn(behind: Behind): NonNullable<StartedAgain['others']> {
  if (behind?.kind === 'mail') return [behind]
  if (behind?.kind !== 'member') return []
  const { userId, others = [] } = behind
  return [...others.filter((other) => other.kind === 'mail' || other.userId !== userId), { kind: 'member', userId }]
}
