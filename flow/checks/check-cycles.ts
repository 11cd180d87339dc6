import type { Edge, Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import { nameOf, type Survey } from './survey'

const NAMED_AT_MOST = 6

/** One problem for each circle found; steps in a circle wait for each other and never start. */
export function checkCycles(survey: Survey): Problem[] {
  const circling = withoutEnds(survey)
  const seen = new Set<string>()
  return [...circling].flatMap((id) => {
    const circle = circleFrom(id, survey.out, circling, seen)
    return circle ? [problemOf(survey, circle)] : []
  })
}

/** Takes away all that nothing leads to, then all that leads nowhere, until only circles and what joins them is left. */
function withoutEnds(survey: Survey): Set<string> {
  const left = new Set(survey.nodes.keys())
  for (const [before, after, end] of [
    [survey.in, survey.out, 'target'],
    [survey.out, survey.in, 'source'],
  ] as const) {
    const open = new Map([...left].map((id) => [id, (before.get(id) ?? []).length]))
    const ends = [...left].filter((id) => open.get(id) === 0)
    for (let id = ends.pop(); id !== undefined; id = ends.pop()) {
      left.delete(id)
      for (const edge of after.get(id) ?? []) {
        const next = (open.get(edge[end]) ?? 0) - 1
        open.set(edge[end], next)
        if (next === 0) ends.push(edge[end])
      }
    }
  }
  return left
}

/** Walks on until it comes back to where it was; null when it comes to what was walked before. */
function circleFrom(start: string, out: Survey['out'], within: ReadonlySet<string>, seen: Set<string>): Edge[] | null {
  const walked: Edge[] = []
  const at = new Map<string, number>()
  for (let id = start; !seen.has(id); ) {
    seen.add(id)
    at.set(id, walked.length)
    const edge = out.get(id)?.find(({ target }) => within.has(target))
    if (!edge) return null
    walked.push(edge)
    id = edge.target
    const back = at.get(id)
    if (back !== undefined) return walked.slice(back)
  }
  return null
}

function problemOf(survey: Survey, circle: Edge[]): Problem {
  const nodes = circle.map((edge) => survey.nodes.get(edge.source)).filter((node): node is Node => node !== undefined)
  const names = [
    ...nodes.slice(0, NAMED_AT_MOST).map(nameOf),
    ...(nodes.length > NAMED_AT_MOST ? ['…'] : []),
    ...nodes.slice(0, 1).map(nameOf),
  ]
  return {
    code: 'cycle',
    severity: 'error',
    message: `These steps go in a circle: ${names.join(' → ')}.`,
    hint: 'Take one of the lines away. To repeat steps, put them into a loop.',
    nodeId: nodes[0]?.id,
    edgeId: circle.at(-1)?.id,
  }
}
