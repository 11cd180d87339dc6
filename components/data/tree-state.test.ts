import { expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { lineCount } from './open-tree'
import { act, lineAt, pickedLineOf, startTree, type TreeAction } from './tree-state'

const value: Json = { name: 'Hooli', lines: Array.from({ length: 20 }, (_, at) => ({ at })) }

function after(...keys: Extract<TreeAction, { do: 'press' }>['key'][]) {
  const state = keys.reduce((before, key) => act(before, { do: 'press', key }), startTree(value))
  return { picked: state.picked, line: pickedLineOf(state) }
}

it('is walked with the keys, as trees are', () => {
  expect(after('ArrowDown')).toEqual({ picked: [], line: 0 })
  expect(after('ArrowDown', 'ArrowDown', 'ArrowDown')).toEqual({ picked: ['lines'], line: 2 })
  expect(after('End')).toEqual({ picked: ['lines'], line: 2 })
  expect(after('End', 'ArrowRight', 'ArrowRight')).toEqual({ picked: ['lines', 0], line: 3 })
  expect(after('End', 'Enter', 'End', 'ArrowLeft')).toEqual({ picked: ['lines'], line: 2 })
  expect(after('End', 'Enter', 'ArrowLeft', 'End', 'Home')).toEqual({ picked: [], line: 0 })
})

it('a line is words only, however large what it stands for', () => {
  const state = act(startTree(value), { do: 'choose', line: 2 })
  expect(lineAt(state.tree, 2)).toMatchObject({ words: 'list, 20 entries', open: true })
  expect(lineAt(state.tree, 1)).toEqual({
    path: ['name'],
    depth: 1,
    entries: 0,
    open: false,
    position: 1,
    siblings: 2,
    words: 'Hooli',
    tone: 'text-ink',
    isFile: false,
  })
  expect(lineAt(state.tree, 999)).toBeNull()
})

it('a file is one line that says what it is, and what points into it points at it', () => {
  const file = { $file: { id: 'f1', name: 'invoice.pdf', contentType: 'application/pdf', size: 182_400 } }
  const state = startTree({ from: 'Hooli', file })
  expect(lineCount(state.tree)).toBe(3)
  expect(lineAt(state.tree, 2)).toMatchObject({ words: 'invoice.pdf, PDF, 182 kB', entries: 0, isFile: true })
  expect(act(state, { do: 'reveal', path: ['file', '$file', 'name'] }).picked).toEqual(['file'])
})
