import type { Survey } from './survey'

const BITS = 32

/**
 * Answers "does this node run before that one?" for a whole graph. One bit for each pair, filled in one pass in the
 * order of the lines, because asking again for every mapping would grow with the square.
 * Nodes in a circle, and those behind one, have nothing before them that is sure.
 */
export function upstreamIn(survey: Survey): (earlier: string, later: string) => boolean {
  const ids = [...survey.nodes.keys()]
  const indexOf = new Map(ids.map((id, at) => [id, at]))
  const words = Math.ceil(ids.length / BITS)
  const before = new Map<string, Uint32Array>()
  const open = new Map(ids.map((id) => [id, survey.in.get(id)?.length ?? 0]))
  const ready = ids.filter((id) => open.get(id) === 0)

  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const bits = new Uint32Array(words)
    for (const { source } of survey.in.get(id) ?? []) {
      before.get(source)?.forEach((word, at) => {
        bits[at] = (bits[at] ?? 0) | word
      })
      const index = indexOf.get(source) ?? 0
      bits[Math.floor(index / BITS)] = (bits[Math.floor(index / BITS)] ?? 0) | (1 << (index % BITS))
    }
    before.set(id, bits)
    for (const { target } of survey.out.get(id) ?? []) {
      const left = (open.get(target) ?? 0) - 1
      open.set(target, left)
      if (left === 0) ready.push(target)
    }
  }

  return (earlier, later) => {
    const index = indexOf.get(earlier)
    const word = index === undefined ? undefined : before.get(later)?.[Math.floor(index / BITS)]
    return index !== undefined && word !== undefined && (word & (1 << (index % BITS))) !== 0
  }
}
