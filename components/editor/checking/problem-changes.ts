import type { Problem } from '@/flow/graph/problem'

export type Problems = ReadonlyMap<string, readonly Problem[]>

/** What has become other since problems were last told: those of each such node, none for a node that is well again. */
export type ProblemChanges = readonly (readonly [nodeId: string, problems: readonly Problem[]])[]

/** Tells of a whole check only what is new in it. Problems of no node stand under the empty id. */
export function problemTeller(): (found: readonly Problem[]) => ProblemChanges {
  let told = new Map<string, string>()
  return (found) => {
    const now = new Map<string, Problem[]>()
    for (const problem of found) {
      const list = now.get(problem.nodeId ?? '')
      if (list) list.push(problem)
      else now.set(problem.nodeId ?? '', [problem])
    }
    const texts = new Map([...now].map(([id, list]) => [id, JSON.stringify(list)]))
    const changed = [...now].filter(([id]) => told.get(id) !== texts.get(id))
    const well = [...told.keys()].filter((id) => !now.has(id)).map((id) => [id, []] as const)
    told = texts
    return [...changed, ...well]
  }
}

/** The far end: nodes of which nothing is told keep their list, so that their cards need not be drawn again. */
export function withChanges(problems: Problems, changes: ProblemChanges): Problems {
  if (changes.length === 0) return problems
  const now = new Map(problems)
  for (const [id, list] of changes) {
    if (list.length > 0) now.set(id, list)
    else now.delete(id)
  }
  return now
}
