import { describe, expect, test } from 'vitest'
import type { Clip } from '@/flow/draft/clip-schema'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { stateOf } from '../../draft/graph-store'
import { placeOfClip } from './place-of-clip'

const node = (id: string, x: number, y: number, parentId?: string): Node => ({
  id,
  key: id,
  type: id === 'start' ? 'trigger' : 'x',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x, y },
  ...(parentId && { parentId }),
  disabled: false,
  onError: 'fail',
})
const standing = [node('start', 0, 0), node('a', 300, 0), node('loop', 600, 0), node('in', 28, 112, 'loop')]
const clip = (...nodes: Node[]): Clip => ({ kaos: 'clip', nodes, edges: [], notes: [] })

function place(
  copied: Clip,
  { pointer = null, chosen, nodes = standing }: { pointer?: { x: number; y: number } | null; chosen?: string; nodes?: Node[] },
) {
  return placeOfClip(
    copied,
    { pointer, chosen },
    {
      graph: stateOf({ ...emptyGraph(), nodes }),
      boxes: new Map([
        ['a', { x: 300, y: 0, width: 232, height: 100 }],
        ['loop', { x: 600, y: 0, width: 400, height: 300 }],
      ]),
      mayHold: (id) => id === 'loop',
      fitsInside: (type) => type !== 'trigger',
    },
  )
}

describe('under the pointer', () => {
  test('on free ground, moved together', () => {
    expect(place(clip(node('a', 300, 0), node('b', 600, 50)), { pointer: { x: 100, y: 400 } })).toEqual({ offset: { x: -200, y: 400 } })
  })

  test('in a loop, below its head', () => {
    expect(place(clip(node('a', 300, 0)), { pointer: { x: 700, y: 60 } })).toEqual({ parentId: 'loop', offset: { x: -200, y: 112 } })
  })

  test('beside the loop when it is the loop that was copied, and outside with what starts a flow', () => {
    expect(place(clip(node('loop', 600, 0), node('in', 28, 112, 'loop')), { pointer: { x: 700, y: 200 } }).parentId).toBeUndefined()
    expect(place(clip(node('start', 0, 0)), { pointer: { x: 700, y: 200 } }).parentId).toBeUndefined()
  })
})

describe('without a pointer', () => {
  test('beside where it was copied', () => {
    expect(place(clip(node('a', 300, 0)), { chosen: 'a' })).toEqual({ offset: { x: 32, y: 32 } })
  })

  test('in the loop that the chosen step stands in', () => {
    expect(place(clip(node('in', 28, 112, 'loop')), { chosen: 'in' })).toEqual({ parentId: 'loop', offset: { x: 32, y: 32 } })
  })
})

test('a second time beside the first', () => {
  const nodes = [...standing, node('copy', 332, 32)]
  expect(place(clip(node('a', 300, 0)), { nodes })).toEqual({ offset: { x: 64, y: 64 } })
  expect(place(clip(node('a', 300, 0)), { nodes, pointer: { x: 332, y: 32 } })).toEqual({ offset: { x: 64, y: 64 } })
})
