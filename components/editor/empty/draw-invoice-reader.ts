import { MAIN_PORT } from '@/flow/define/define'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Edit } from '@/flow/draft/edits'
import { emptyGraph } from '@/flow/graph/graph'
import { COLUMN_PITCH } from '../../canvas/measures'
import { stateOf } from '../../draft/graph-store'
import { addNode } from '../add-node'
import { newId } from '../new-id'

/** The edits that make, of an empty flow, one that is started with files and reads the invoice among them. */
export function drawInvoiceReader(manual: ManifestNode, reader: ManifestNode): { triggerId: string; readerId: string; edits: Edit[] } {
  const nothing = { graph: stateOf(emptyGraph()), boxes: new Map(), typeOf: () => undefined }
  const start = addNode(manual, { kind: 'free', at: { x: 0, y: 0 } }, nothing)
  const read = addNode(reader, { kind: 'free', at: { x: COLUMN_PITCH, y: 0 } }, nothing)
  return {
    triggerId: start.id,
    readerId: read.id,
    edits: [
      ...start.edits,
      { type: 'node.configure', id: start.id, param: 'asks', value: 'files' },
      ...read.edits,
      { type: 'node.configure', id: read.id, param: 'file', value: '{{ trigger.attachments }}' },
      { type: 'edge.connect', edge: { id: newId(), source: start.id, sourcePort: MAIN_PORT, target: read.id } },
    ],
  }
}
