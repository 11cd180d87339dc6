import type { Edge } from '@/flow/graph/graph'

/** These and all that the lines lead to from them; `back`: all that leads to them. */
export function reach(ids: readonly string[], edges: Iterable<Edge>, back: boolean): string[] {
  const ways = new Map<string, string[]>()
  for (const { source, target } of edges) {
    const [from, to] = back ? [target, source] : [source, target]
    ways.set(from, [...(ways.get(from) ?? []), to])
  }
  const reached = new Set(ids)
  for (const id of reached) for (const next of ways.get(id) ?? []) reached.add(next)
  return [...reached]
}
