import { expect, test } from 'vitest'
import type { Edit } from '@/flow/draft/edits'
import { goingOnWith } from './undo-step'

const typed = (value: string, param = 'text', id = 'a'): Edit => ({ type: 'node.configure', id, param, value })
const moved = (x: number, id = 'a'): Edit => ({ type: 'node.move', moves: [{ id, position: { x, y: 0 } }] })

test('letters in one field, and nudges of the same steps, go on with one thing', () => {
  expect(goingOnWith([typed('H')])).toBe(goingOnWith([typed('Hi')]))
  expect(goingOnWith([moved(4)])).toBe(goingOnWith([moved(8)]))
  expect(goingOnWith([{ type: 'note.write', id: 'n', text: 'H' }])).toBe(goingOnWith([{ type: 'note.write', id: 'n', text: 'Hi' }]))
  expect(goingOnWith([{ type: 'settings.set', settings: { maxSteps: 1 } }])).toBe(
    goingOnWith([{ type: 'settings.set', settings: { maxSteps: 10 } }]),
  )
})

test('another field, another step and another doing are another thing', () => {
  const subjects = [[typed('x')], [typed('x', 'url')], [typed('x', 'text', 'b')], [moved(4)], [moved(4, 'b')], [moved(4), typed('x')]]
  expect(new Set(subjects.map(goingOnWith)).size).toBe(subjects.length)
})

test.each<Edit>([
  { type: 'node.remove', ids: ['a'], heal: true },
  { type: 'node.patch', id: 'a', patch: { disabled: true } },
  { type: 'edge.disconnect', ids: ['line'] },
  { type: 'node.rename', id: 'a', label: 'A', key: 'a' },
])('$type is a step of its own, however often it is done', (edit) => {
  expect(goingOnWith([edit])).toBeNull()
  expect(goingOnWith([moved(4), edit])).toBeNull()
})
