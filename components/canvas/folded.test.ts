import { describe, expect, test } from 'vitest'
import { draw } from '@/flow/engine/testing/drawn'
import { graphStoreOf } from '../draft/graph-store'
import { createElements } from './elements'
import { foldInOthers } from './fold-in-others'
import { createFolds, type FoldStore } from './folds'
import { contentsOf } from './frame-contents'

const box = (id: string, x: number, width: number) => ({
  id,
  text: id,
  position: { x, y: -40 },
  size: { width, height: 300 },
  frame: true as const,
})

function canvas() {
  const { graph, manifest } = draw('t → a → b → c', { inside: { b: 'in' }, types: { b: { kind: 'container', container: 'for-each' } } })
  for (const [at, node] of graph.nodes.entries()) if (node.parentId === undefined) node.position = { x: at * 400, y: 0 }
  graph.notes.push(box('inner', 780, 400), box('frame', 380, 900))
  const folds = createFolds('flow')
  const store = graphStoreOf(graph)
  const elements = createElements(store, manifest, folds)
  const node = (id: string) => elements.store.getState().nodes.find((each) => each.id === id)
  const fold = (id: string) => {
    const frame = node(id)
    if (frame)
      folds.fold(
        id,
        contentsOf(frame, elements.store.getState().nodes).map((each) => each.id),
      )
  }
  const seen = () =>
    elements.store
      .getState()
      .nodes.flatMap(({ id, hidden }) => (hidden ? [] : id))
      .sort()
  const lines = () => elements.store.getState().edges.map(({ source, target }) => `${source} → ${target}`)
  /** A step at this place, where there was none or where it stood elsewhere. */
  const put = (id: string, x: number) => {
    const like = graph.nodes.find((each) => each.id === 'c')
    const { nodes } = store.getState()
    if (like) store.setState({ nodes: new Map([...nodes, [id, { ...like, ...nodes.get(id), id, key: id, position: { x, y: 0 } }]]) })
  }
  return { elements, store, folds, fold, node, seen, lines, put }
}

describe('what others do', () => {
  function together() {
    const drawn = canvas()
    let others = false
    const follow = () => foldInOthers(drawn.store, drawn.elements, drawn.folds, () => others)
    const byOthers = (change: () => void) => {
      others = true
      change()
      others = false
    }
    return { ...drawn, follow, byOthers, steps: (id: string) => drawn.node(id)?.data.folded?.steps }
  }

  test('goes into the frame that is collapsed here, and comes out of it', () => {
    const { fold, follow, byOthers, put, seen, steps } = together()
    fold('frame')
    follow()
    byOthers(() => put('theirs', 500))
    expect(seen()).toEqual(['c', 'frame', 't'])
    expect(steps('frame')).toEqual(['a', 'b', 'theirs', 'in'])
    byOthers(() => put('a', 2_000))
    expect(seen()).toEqual(['a', 'c', 'frame', 't'])
    expect(steps('frame')).toEqual(['b', 'theirs', 'in'])
    byOthers(() => put('away', 3_000))
    expect(seen()).toContain('away')
  })

  test('goes into the innermost of frames, and stays out of sight when that opens', () => {
    const { fold, folds, follow, byOthers, put, seen } = together()
    fold('inner')
    fold('frame')
    follow()
    byOthers(() => put('theirs', 850))
    expect(seen()).toEqual(['c', 'frame', 't'])
    folds.unfold(['frame'])
    expect(seen()).toEqual(['a', 'c', 'frame', 'inner', 't'])
  })

  test('is in it when one comes back; what one put beside it oneself is not', () => {
    const { fold, follow, put, seen } = together()
    fold('frame')
    const leave = follow()
    put('mine', 500)
    expect(seen()).toEqual(['c', 'frame', 'mine', 't'])
    leave()
    put('theirs', 550)
    follow()
    expect(seen()).toEqual(['c', 'frame', 'mine', 't'])
  })

  test('has left it when one comes back, if it stands elsewhere now', () => {
    const { fold, follow, put, seen, steps } = together()
    fold('frame')
    follow()()
    put('a', 2_000)
    expect(seen()).toEqual(['c', 'frame', 't'])
    follow()
    expect(seen()).toEqual(['a', 'c', 'frame', 't'])
    expect(steps('frame')).toEqual(['b', 'in'])
  })
})

test('a collapsed frame is one card: what it holds is hidden, and lines end at its border', () => {
  const { fold, node, seen, lines } = canvas()
  fold('frame')
  expect(seen()).toEqual(['c', 'frame', 't'])
  expect(lines()).toEqual(['t → frame', 'frame → c'])
  expect(node('frame')?.data.folded?.steps).toEqual(['a', 'b', 'in'])
  expect(node('frame')?.handles?.map(({ type, id }) => [type, id ?? null])).toEqual([
    ['target', null],
    ['source', 'out'],
  ])
})

test('opened again, all is as it was', () => {
  const { elements, fold, folds } = canvas()
  const before = elements.store.getState()
  fold('frame')
  folds.unfold(['frame'])
  const { nodes, edges } = elements.store.getState()
  expect(edges).toEqual(before.edges)
  expect(nodes.map(({ hidden: _, selected: __, ...node }) => node)).toEqual(before.nodes.map(({ selected: _, ...node }) => node))
})

test('frames in frames: the outer one holds all, and the inner one is still collapsed when it opens', () => {
  const { fold, folds, seen, lines } = canvas()
  fold('inner')
  expect(lines()).toEqual(['t → a', 'a → inner', 'inner → c'])
  fold('frame')
  expect(seen()).toEqual(['c', 'frame', 't'])
  expect(lines()).toEqual(['t → frame', 'frame → c'])
  folds.unfold(['frame'])
  expect(seen()).toEqual(['a', 'c', 'frame', 'inner', 't'])
})

test('what is gone to comes into sight', () => {
  const { elements, fold, seen } = canvas()
  fold('inner')
  fold('frame')
  elements.select(['in'])
  expect(seen()).toEqual(['a', 'b', 'c', 'frame', 'in', 'inner', 't'])
  expect(
    elements.store
      .getState()
      .nodes.filter(({ selected }) => selected)
      .map(({ id }) => id),
  ).toEqual(['in'])
})

test('it keeps what it held, and swallows nothing that is put where it would be', () => {
  const { elements, fold, node, seen } = canvas()
  fold('frame')
  const frame = node('frame')
  elements.onNodesChange([{ type: 'position', id: 'c', position: { x: 420, y: 60 } }])
  expect(seen()).toContain('c')
  expect(
    frame &&
      contentsOf(frame, elements.store.getState().nodes)
        .map(({ id }) => id)
        .sort(),
  ).toEqual(['a', 'b', 'inner'])
})

test('no storage, or nonsense in it, and frames are open', () => {
  const folded = (folds: FoldStore) => [...folds.store.getState().folded.keys()]
  expect(folded(createFolds('flow'))).toEqual([])
})
