import type { Edge, Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import { knotsOf } from './knots'
import { nameOf, type Survey } from './survey'

const NAMED_AT_MOST = 6

/** One problem for each knot of steps that wait for each other and so never start, shown by one circle in it. */
export function checkCycles(survey: Survey): Problem[] {
  const next = (id: string) => (survey.out.get(id) ?? []).map((edge) => edge.target)
  const previous = (id: string) => (survey.in.get(id) ?? []).map((edge) => edge.source)
  return knotsOf(survey.nodes.keys(), next, previous).flatMap((knot) => {
    const circle = circleIn(survey, new Set(knot))
    return circle.length > 0 ? [problemOf(survey, circle)] : []
  })
}

/** From the first step drawn always on within the knot, until it comes back to where it was. */
function circleIn(survey: Survey, knot: ReadonlySet<string>): Edge[] {
  const walked: Edge[] = []
  const passed = new Map<string, number>()
  let [id] = knot
  while (id !== undefined && !passed.has(id)) {
    passed.set(id, walked.length)
    const edge = survey.out.get(id)?.find(({ target }) => knot.has(target))
    if (!edge) return []
    walked.push(edge)
    id = edge.target
  }
  return walked.slice(passed.get(id ?? ''))
}

function problemOf(survey: Survey, circle: Edge[]): Problem {
  const nodes = circle.map((edge) => survey.nodes.get(edge.source)).filter((node): node is Node => node !== undefined)
  const shown = nodes.slice(0, NAMED_AT_MOST).map(nameOf)
  const names = [...shown, ...(nodes.length > NAMED_AT_MOST ? ['…'] : []), ...shown.slice(0, 1)]
  return {
    code: 'cycle',
    severity: 'error',
    message: `These steps go in a circle: ${names.join(' → ')}.`,
    hint: 'Take one of the lines away. To repeat steps, put them into a loop.',
    nodeId: nodes[0]?.id,
    edgeId: circle.at(-1)?.id,
  }
}
