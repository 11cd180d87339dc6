import { ERROR_PORT } from '../define/define'
import type { Edge, Node } from '../graph/graph'
import { portsOf, takesLines } from '../graph/ports'
import type { Problem } from '../graph/problem'
import { nameOf, type Survey } from './survey'

/** Each line has two ends that exist, stand in the same place, and fit. */
export function checkLines(survey: Survey): Problem[] {
  return survey.graph.edges.flatMap((edge) => {
    const source = survey.nodes.get(edge.source)
    const target = survey.nodes.get(edge.target)
    const problem = source && target ? lineProblem(survey, edge, source, target) : openEnd(source ?? target)
    return problem ? [{ severity: 'error', edgeId: edge.id, ...problem }] : []
  })
}

type LineProblem = Pick<Problem, 'code' | 'message' | 'hint' | 'nodeId'>

function openEnd(node: Node | undefined): LineProblem {
  const message = node ? `A line at ${nameOf(node)} has an open end.` : 'A line has two open ends.'
  return { code: 'dangling-edge', message, hint: 'Connect it, or delete it.' }
}

function lineProblem(survey: Survey, edge: Edge, source: Node, target: Node): LineProblem | null {
  if (source.parentId !== target.parentId) {
    return {
      code: 'foreign-parent',
      message: `The line from ${nameOf(source)} to ${nameOf(target)} crosses the border of ${holderOf(survey, source, target)}.`,
      hint: `Connect ${holderOf(survey, source, target)} itself, or move one of the two steps.`,
    }
  }
  if (survey.partOf(source) !== survey.partOf(target)) {
    return {
      code: 'foreign-parent',
      message: `The line from ${nameOf(source)} to ${nameOf(target)} leads from one part of ${holderOf(survey, source, target)} into another.`,
      hint: 'What runs if a step fails, and what runs in any case, each has lines of its own. Delete this line.',
    }
  }
  if (!takesLines(survey.typeOf(target))) {
    return {
      code: 'unknown-port',
      message: `${nameOf(target)} starts ${survey.typeOf(target)?.kind === 'entry' ? 'a part of its own' : 'the flow'}, so no line can lead to it.`,
      hint: 'Delete the line.',
      nodeId: target.id,
    }
  }
  const type = survey.typeOf(source)
  if (!type || portsOf(source, type).some((port) => port.id === edge.sourcePort)) return null
  if (edge.sourcePort === ERROR_PORT) {
    return {
      code: 'unknown-port',
      message: `${nameOf(source)} is not set up to go on when it fails, so its error line is never taken.`,
      hint: 'Let it take the error line if it fails, or delete the line.',
      nodeId: source.id,
    }
  }
  return {
    code: 'unknown-port',
    message: `The line from ${nameOf(source)} to ${nameOf(target)} starts at a way out that is not there any more.`,
    hint: 'Draw it again from one of its ways out.',
    nodeId: source.id,
  }
}

/** The container that one of them stands in, or both. */
function holderOf(survey: Survey, source: Node, target: Node): string {
  const holder = survey.nodes.get(source.parentId ?? target.parentId ?? '')
  return holder ? nameOf(holder) : 'a loop'
}
