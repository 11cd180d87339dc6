import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { emptyGraph } from '../graph/graph'
import { applyEdit } from './apply-edit'
import { docFromGraph } from './document'
import type { Edit } from './edits'
import { drawnNode } from './testing'
import { applyAndTouch } from './touches'

const edge = (source: string, target: string) => ({ id: source + target, source, sourcePort: 'out', target })

it.each<[string, Edit, string[]]>([
  ['a parameter', { type: 'node.configure', id: 'a', param: 'x', value: 2 }, ['a params.x']],
  ['a name, and the mappings that follow it', { type: 'node.rename', id: 'a', label: 'Ada', key: 'ada' }, ['a label', 'a key']],
  ['a field', { type: 'node.patch', id: 'a', patch: { disabled: true } }, ['a disabled']],
  ['a new node', { type: 'node.add', node: drawnNode('d') }, ['d *']],
  ['a line', { type: 'edge.connect', edge: edge('b', 'c') }, ['b lines']],
  ['a line that goes', { type: 'edge.disconnect', ids: ['ab'] }, ['a lines']],
  ['a node that goes, with its line', { type: 'node.remove', ids: ['b'], heal: false }, ['b *', 'a lines']],
  ['a setting of the flow', { type: 'settings.set', settings: { timeZone: 'Europe/Paris' } }, [' timeZone']],
])('sees %s', (_what, edit, expected) => {
  const doc = docFromGraph({ ...emptyGraph(), nodes: ['a', 'b', 'c'].map(drawnNode), edges: [edge('a', 'b')] })
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(doc)
  applyEdit(doc, edit)
  const touches = applyAndTouch(copy, Y.encodeStateAsUpdate(doc, before))
  expect(touches.map(({ nodeId, field }) => `${nodeId} ${field}`).sort()).toEqual([...expected].sort())
})
