import type { Problem } from '../graph/problem'
import { misfitsOf } from './misfits'
import type { Survey } from './survey'

/** What is typed in fits what the step takes. Mappings are left to the run: their value isn't known yet. */
export function checkFields(survey: Survey): Problem[] {
  return survey.graph.nodes.flatMap((node) => {
    const type = survey.typeOf(node)
    if (!type || node.disabled) return []
    return misfitsOf(node.params, type.input).map((misfit): Problem => ({ severity: 'error', nodeId: node.id, ...misfit }))
  })
}
