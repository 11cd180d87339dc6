import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyEdit } from '@/flow/draft/apply-edit'
import { docFromGraph, edgesOf, graphFromDoc, nodesOf, notesOf, settingsOf } from '@/flow/draft/document'
import type { Edit } from '@/flow/draft/edits'
import { drawnNode } from '@/flow/draft/testing'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { keepsContent, keptUndoOf, parseKeptUndo, restoreUndo } from './kept-undo'

const MINE = Symbol('mine')

describe('undo after a reload', () => {
  it.each([
    ['update by update', false],
    ['trimmed to one', true],
  ])('brings back a deleted node with all that was in it, from a store %s', (_how, trimmed) => {
    const page = open()
    page.edit({ type: 'node.remove', ids: ['b'], heal: false })
    const again = page.reload().reload(trimmed)
    expect(again.ids()).toEqual(['a'])
    again.undo()
    expect(again.node('b')).toMatchObject({ label: 'b', params: { x: 1 } })
  })

  it('takes back what was made before, step by step, and redoes it', () => {
    const page = open()
    page.edit({ type: 'node.add', node: drawnNode('c') })
    page.edit({ type: 'node.configure', id: 'c', param: 'x', value: 2 })
    const again = page.reload()
    again.undo()
    expect(again.node('c')?.params).toEqual({ x: 1 })
    again.undo()
    expect(again.ids()).toEqual(['a', 'b'])
    const third = again.reload()
    third.redo()
    third.redo()
    expect(third.node('c')?.params).toEqual({ x: 2 })
  })

  it('knows what stands for what after something came back', () => {
    const page = open()
    page.edit({ type: 'node.add', node: drawnNode('c') })
    page.edit({ type: 'node.remove', ids: ['c'], heal: false })
    page.undo()
    const again = page.reload()
    expect(again.ids()).toEqual(['a', 'b', 'c'])
    again.undo()
    expect(again.ids()).toEqual(['a', 'b'])
  })

  it.each([
    ['update by update', false],
    ['trimmed to one', true],
  ])('takes back what was done to a node before it was deleted and brought back, from a store %s', (_how, trimmed) => {
    const page = open()
    page.edit({ type: 'node.rename', id: 'b', label: 'Prepare', key: 'b' })
    const second = page.reload(trimmed)
    second.edit({ type: 'node.remove', ids: ['b'], heal: false })
    const third = second.reload(trimmed)
    third.undo()
    expect(third.node('b')?.label).toBe('Prepare')
    const fourth = third.reload(trimmed)
    fourth.undo()
    expect(fourth.node('b')?.label).toBe('b')
    fourth.redo()
    expect(fourth.node('b')?.label).toBe('Prepare')
  })

  it('leaves what others did meanwhile', () => {
    const page = open()
    page.edit({ type: 'node.patch', id: 'a', patch: { disabled: true } })
    const again = page.reload()
    again.from({ type: 'node.rename', id: 'b', label: 'Theirs', key: 'b' })
    again.undo()
    expect(again.node('a')?.disabled).toBe(false)
    expect(again.node('b')?.label).toBe('Theirs')
  })

  it('is nothing where what is kept cannot be read', () => {
    for (const text of [null, '', '{', '{"undo":[{"insertions":[[1,2]]}]}', '[]'])
      expect(parseKeptUndo(text)).toEqual({ undo: [], redo: [], redone: [] })
  })
})

type Page = {
  edit(edit: Edit): void
  /** Somebody else's. */
  from(edit: Edit): void
  undo(): void
  redo(): void
  ids(): string[]
  node(id: string): Node | undefined
  /** `trimmed`: as IndexedDB is, once much was written to it. */
  reload(trimmed?: boolean): Page
}

function open(): Page {
  const update = Y.encodeStateAsUpdate(docFromGraph({ ...emptyGraph(), nodes: [drawnNode('a'), drawnNode('b')] }))
  return pageOf([update], null)
}

/** A browser's page: its document comes from what is stored, as from IndexedDB, and its undo from what is kept. */
function pageOf(stored: Uint8Array[], text: string | null): Page {
  const kept = parseKeptUndo(text)
  const keeps = keepsContent(kept)
  const doc = new Y.Doc({ gcFilter: (item) => !keeps(item) })
  const undo = new Y.UndoManager([nodesOf(doc), edgesOf(doc), notesOf(doc), settingsOf(doc)], {
    trackedOrigins: new Set([MINE]),
    captureTimeout: 0,
  })
  const updates = [...stored]
  Y.transact(doc, () => {
    for (const update of stored) Y.applyUpdate(doc, update)
  })
  doc.on('update', (update: Uint8Array) => updates.push(update))
  restoreUndo(undo, kept)
  return {
    edit: (edit) => applyEdit(doc, edit, MINE),
    from: (edit) => applyEdit(doc, edit, 'somebody else'),
    undo: () => void undo.undo(),
    redo: () => void undo.redo(),
    ids: () => graphFromDoc(doc).nodes.map(({ id }) => id),
    node: (id) => graphFromDoc(doc).nodes.find((each) => each.id === id),
    reload: (trimmed = false): Page => pageOf(trimmed ? [Y.encodeStateAsUpdate(doc)] : updates, JSON.stringify(keptUndoOf(undo))),
  }
}
