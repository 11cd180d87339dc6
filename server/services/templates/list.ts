import { manifest } from '@/connectors/manifest'
import { TEMPLATES } from '../../templates/catalogue'
import type { Template } from '../../templates/template'
import type { Call } from '../call'
import { demand } from '../permissions'

export type TemplateSummary = Pick<Template, 'id' | 'title' | 'summary' | 'story' | 'category'> & {
  /** Types of its steps, from its start on, each once. */
  types: string[]
}

export async function listTemplates({ actor }: Call): Promise<TemplateSummary[]> {
  demand(actor, 'flow.read')
  return TEMPLATES.map(({ id, title, summary, story, category, graph }) => {
    const inOrder = [...graph.nodes].sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
    const types = [...new Set(inOrder.map(({ type }) => type))].filter((type) => manifest.nodes[type])
    return { id, title, summary, story, category, types }
  })
}
