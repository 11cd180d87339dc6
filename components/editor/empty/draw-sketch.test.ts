import { expect, it } from 'vitest'
import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import { applyEdit } from '@/flow/draft/apply-edit'
import { docFromGraph, graphFromDoc } from '@/flow/draft/document'
import { emptyGraph } from '@/flow/graph/graph'
import { drawSketch } from './draw-sketch'

const text = { type: 'string' }
const type = (name: string, kind: ManifestNode['kind'], input: object, output: object) =>
  [
    name,
    {
      type: name,
      version: 1,
      kind,
      title: name,
      ports: { list: [{ id: 'out', label: '' }] },
      input: { properties: input },
      output: { properties: output },
    },
  ] as const
const manifest = {
  connectors: [],
  nodes: Object.fromEntries([
    type('trigger.manual', 'trigger', {}, {}),
    type('read', 'action', { file: {} }, { vendor: text, total: text, file: {} }),
    type('each', 'container', { list: {} }, {}),
    type('enter', 'action', { vendor: text, total: text, kind: { enum: ['bill'] } }, { total: text }),
    type('ask', 'action', { document: { control: 'file' }, total: text, question: text }, {}),
  ]),
} as unknown as Manifest // all that is looked at

it('draws steps with their lines, containers, and mappings from the nearest step that gives what is asked for', () => {
  const doc = docFromGraph(emptyGraph())
  const edits = drawSketch(
    {
      steps: [
        { type: 'trigger.manual', words: '' },
        { type: 'read', words: 'read', after: { step: 0 } },
        { type: 'each', words: 'for each', after: { step: 1 } },
        { type: 'enter', words: 'enter', inside: 2 },
        { type: 'ask', words: 'ask', after: { step: 3 }, inside: 2 },
      ],
      unclear: ['water the plants'],
    },
    manifest,
  )
  for (const edit of edits) applyEdit(doc, edit, null)
  const { nodes, edges, notes } = graphFromDoc(doc)
  const find = (name: string) => nodes.find((node) => node.type === name)
  expect(find('trigger.manual')).toMatchObject({ params: { asks: 'files' } })
  expect(find('read')?.params).toEqual({ file: '{{ trigger.attachments }}' })
  expect(find('enter')).toMatchObject({
    parentId: find('each')?.id,
    params: { vendor: '{{ steps.read.vendor }}', total: '{{ steps.read.total }}' },
  })
  expect(find('enter')?.params).not.toHaveProperty('kind')
  expect(find('ask')).toMatchObject({
    parentId: find('each')?.id,
    params: { document: '{{ steps.read.file }}', total: '{{ steps.enter.total }}' },
  })
  // Edges come sorted by their ids, which are made by chance.
  const typeOf = (id: string) => nodes.find((node) => node.id === id)?.type
  expect(edges.map(({ source, target }) => [typeOf(source), typeOf(target)])).toEqual(
    expect.arrayContaining([
      ['trigger.manual', 'read'],
      ['read', 'each'],
      ['enter', 'ask'],
    ]),
  )
  expect(edges).toHaveLength(3)
  expect(notes).toMatchObject([{ text: 'Still to be drawn:\n• water the plants' }])
})
