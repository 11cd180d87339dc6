/**
 * The strongly connected parts of a graph: sets of nodes that all lead to each other. Kosaraju's two passes, without
 * recursion, so that ten thousand steps in a row don't overflow the stack.
 */
export function knotsOf(
  ids: Iterable<string>,
  next: (id: string) => readonly string[],
  previous: (id: string) => readonly string[],
): string[][] {
  const finished = walk(ids, next).flat()
  return walk(finished.reverse(), previous)
}

/** Depth first from each start not met yet: for each, what is met from there, in the order it is done with. */
function walk(starts: Iterable<string>, next: (id: string) => readonly string[]): string[][] {
  const met = new Set<string>()
  const groups: string[][] = []
  for (const start of starts) {
    if (met.has(start)) continue
    met.add(start)
    const done: string[] = []
    const path = [{ id: start, left: next(start).values() }]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const step = top.left.next()
      if (step.done) {
        done.push(top.id)
        path.pop()
      } else if (!met.has(step.value)) {
        met.add(step.value)
        path.push({ id: step.value, left: next(step.value).values() })
      }
    }
    groups.push(done)
  }
  return groups
}
