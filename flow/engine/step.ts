/**
 * A step names one node in one iteration: `nodeId` at the top, `loopId:3/nodeId` inside iteration 3 of a
 * container, nested as often as the containers are. Its frame is the part before the node: `''` or `loopId:3/`.
 */
export function stepIn(frame: string, nodeId: string): string {
  return frame + nodeId
}

export function nodeOf(step: string): string {
  const at = afterSlash(step)
  return at === 0 ? step : step.slice(at)
}

export function frameOf(step: string): string {
  const at = afterSlash(step)
  return at === 0 ? '' : step.slice(0, at)
}

/** Asked a dozen times a step, and short: quicker than `lastIndexOf`. */
function afterSlash(step: string): number {
  for (let at = step.length; at > 0; at--) if (step.charCodeAt(at - 1) === SLASH) return at
  return 0
}

const SLASH = 47

export function frameIn(loopStep: string, index: number): string {
  return `${loopStep}:${index}/`
}

/** The steps of the containers around a step, the innermost first. */
export function aroundStep(step: string): string[] {
  const containers: string[] = []
  for (let around = iterationOf(frameOf(step)); around; around = iterationOf(frameOf(around.container))) {
    containers.push(around.container)
  }
  return containers
}

/** What a frame stands for, an iteration or a part of a scope, or null at the top: `a:1/b:2/` → step `a:1/b`, index 2. */
export function iterationOf(frame: string): { container: string; index: number } | null {
  if (frame === '') return null
  const colon = frame.lastIndexOf(':')
  return { container: frame.slice(0, colon), index: Number(frame.slice(colon + 1, -1)) }
}
