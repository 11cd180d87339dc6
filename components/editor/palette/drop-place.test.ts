import { describe, expect, it } from 'vitest'
import type { ManifestNode } from '@/flow/define/manifest'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { stateOf } from '../../draft/graph-store'
import { dropPlace, type Surface } from './drop-place'

const type = (kind: ManifestNode['kind'], ports = [{ id: 'out', label: '' }]) =>
  ({ kind, ports: { list: ports } }) as unknown as ManifestNode // all that is looked at
const action = type('action')

const node = (id: string, parentId?: string): Node => ({
  id,
  key: id,
  type: 'x.action',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x: 0, y: 0 },
  ...(parentId && { parentId }),
  disabled: false,
  onError: 'fail',
})

const surface: Surface = {
  graph: stateOf({
    ...emptyGraph(),
    nodes: [node('a'), node('b'), node('loop'), node('inner', 'loop')],
    edges: [{ id: 'a-b', source: 'a', sourcePort: 'out', target: 'b' }],
  }),
  boxes: new Map([
    ['a', { x: 0, y: 0, width: 232, height: 104 }],
    ['b', { x: 300, y: 0, width: 232, height: 104 }],
    ['loop', { x: 1000, y: 0, width: 800, height: 500 }],
    ['inner', { x: 1028, y: 112, width: 232, height: 104 }],
  ]),
  containers: new Set(['loop']),
  waysOut: [
    { nodeId: 'a', port: 'out', x: 232, y: 27 },
    { nodeId: 'b', port: 'out', x: 532, y: 27 },
    { nodeId: 'inner', port: 'out', x: 1260, y: 139 },
  ],
}
const card = (x: number, y: number) => ({ x, y, width: 232, height: 104 })

describe('dropPlace', () => {
  it('is free ground where nothing is near', () => {
    expect(dropPlace(action, card(40.4, 400.6), null, surface)).toEqual({ kind: 'free', at: { x: 40, y: 401 } })
  })

  it('splices into the line under the card, unless the step could not go on or takes nothing', () => {
    expect(dropPlace(action, card(200, 0), 'a-b', surface)).toEqual({ kind: 'on-edge', edgeId: 'a-b' })
    expect(dropPlace(type('trigger'), card(200, 300), 'a-b', surface)).toMatchObject({ kind: 'free' })
    expect(dropPlace(type('action', []), card(200, 300), 'a-b', surface)).toMatchObject({ kind: 'free' })
  })

  it('joins the free way out beside it, never one that is taken', () => {
    expect(dropPlace(action, card(560, 10), null, surface)).toEqual({ kind: 'after', source: 'b', port: 'out', at: { x: 560, y: 10 } })
    expect(dropPlace(action, card(250, 10), null, surface)).toMatchObject({ kind: 'free' })
    expect(dropPlace(type('trigger'), card(560, 10), null, surface)).toMatchObject({ kind: 'free' })
  })

  it('never joins across the border of a container', () => {
    const outside = { ...surface, waysOut: [{ nodeId: 'b', port: 'out', x: 1390, y: 327 }] }
    expect(dropPlace(action, card(1400, 300), null, outside)).toEqual({ kind: 'inside', parentId: 'loop', at: { x: 400, y: 300 } })
  })

  it('goes into the container around it, measured from its corner', () => {
    expect(dropPlace(action, card(1400, 300), null, surface)).toEqual({ kind: 'inside', parentId: 'loop', at: { x: 400, y: 300 } })
    expect(dropPlace(action, card(1290, 120), null, surface)).toEqual({
      kind: 'after',
      source: 'inner',
      port: 'out',
      at: { x: 290, y: 120 },
    })
    expect(dropPlace(type('trigger'), card(1400, 300), null, surface)).toMatchObject({ kind: 'free' })
  })
})
