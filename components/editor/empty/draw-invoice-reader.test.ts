import { expect, it } from 'vitest'
import type { ManifestNode } from '@/flow/define/manifest'
import { applyEdit } from '@/flow/draft/apply-edit'
import { docFromGraph, graphFromDoc } from '@/flow/draft/document'
import { emptyGraph } from '@/flow/graph/graph'
import { drawInvoiceReader } from './draw-invoice-reader'

const type = (name: string, title: string) => ({ type: name, version: 1, title, ports: { list: [] } }) as unknown as ManifestNode // all that is looked at

it('draws a start that takes files, and a step that reads them', () => {
  const doc = docFromGraph(emptyGraph())
  const { edits, triggerId, readerId } = drawInvoiceReader(
    type('trigger.manual', 'Start by hand'),
    type('documents.read-invoice', 'Read invoice'),
  )
  for (const edit of edits) applyEdit(doc, edit, null)
  const { nodes, edges } = graphFromDoc(doc)
  expect(nodes).toHaveLength(2)
  expect(nodes.find(({ id }) => id === triggerId)).toMatchObject({ type: 'trigger.manual', params: { asks: 'files' } })
  expect(nodes.find(({ id }) => id === readerId)).toMatchObject({ key: 'readInvoice', params: { file: '{{ trigger.attachments }}' } })
  expect(edges).toMatchObject([{ source: triggerId, sourcePort: 'out', target: readerId }])
})
