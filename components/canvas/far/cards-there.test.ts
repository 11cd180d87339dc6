import type { ReactFlowState } from '@xyflow/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { CanvasNode } from '../flow-node'
import { type CardLook, CardsThere } from './cards-there'

/** Small enough that some 40 cards of a row of 200 are in view near, and all of them from afar. */
const [WIDTH, CARD] = [4_000, 100]
const FAR: Transform = [0, 0, 0.1]
const NEAR: Transform = [0, 0, 1]

type Transform = [number, number, number]
type State = ReactFlowState<CanvasNode>

let frames: (() => void)[] = []
const frame = () => {
  const now = frames
  frames = []
  vi.advanceTimersByTime(16)
  for (const draw of now) draw()
}
const allFrames = () => {
  while (frames.length > 0) frame()
}

beforeEach(() => {
  frames = []
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw))
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = []
  })
})
afterEach(() => {
  vi.useRealTimers()
})

it('keeps to what is in view while a flow is small', () => {
  const { cards, move } = canvas(100, NEAR)
  expect(cards.ids()).toHaveLength(40)
  move([-1_000, 0, 1])
  expect(cards.ids()[0]).toBe('n10')
  expect(cards.ids()).toHaveLength(40)
})

it('takes none of a large flow away while the view moves, and a few a frame once it rests near', () => {
  const { cards, move } = canvas(200, FAR)
  expect(cards.ids()).toHaveLength(200)
  move(NEAR)
  allFrames()
  expect(cards.ids()).toHaveLength(200)

  vi.runAllTimers()
  frame()
  expect(cards.ids()).toHaveLength(128)
  allFrames()
  expect(cards.ids()).toHaveLength(40)
})

it('keeps all cards while the view rests afar', () => {
  const { cards, move } = canvas(200, FAR)
  move([-20_000, 0, 0.1])
  vi.runAllTimers()
  allFrames()
  expect(cards.ids()).toHaveLength(200)
})

it('brings what comes into sight from afar when the view rests, some of it in each frame', () => {
  const { cards, move } = canvas(600, NEAR)
  expect(cards.ids()).toHaveLength(40)
  move(FAR)
  allFrames()
  expect(cards.ids()).toHaveLength(40)
  vi.runAllTimers()
  frame()
  expect(cards.ids()).toHaveLength(240)
  allFrames()
  expect(cards.ids()).toEqual(Array.from({ length: 400 }, (_, at) => `n${at}`))
})

it('goes on where it was stopped while the view moved', () => {
  const { cards, move, again } = canvas(600, NEAR)
  move(FAR)
  again()
  allFrames()
  expect(cards.ids()).toHaveLength(400)
})

it('brings no more at once where one of those there is chosen or dragged', () => {
  const { cards, move, put } = canvas(600, NEAR)
  move(FAR)
  put(600)
  expect(cards.ids()).toHaveLength(40)
})

it('rests while a wheel is turned on at the end of its range', () => {
  const { cards, move } = canvas(600, NEAR)
  move(FAR)
  vi.advanceTimersByTime(200)
  move([...FAR])
  vi.advanceTimersByTime(100)
  allFrames()
  expect(cards.ids()).toHaveLength(400)
})

it('shows at once what a person adds, and lets go at once of what is deleted', () => {
  const { cards, put } = canvas(200, FAR)
  put(220)
  expect(cards.ids()).toHaveLength(220)
  put(160)
  expect(cards.ids()).toHaveLength(160)
})

it('gives cards in view their faces in turn, and takes them from afar', () => {
  const { cards, move } = canvas(200, FAR)
  const boxes = new Set(cards.ids())
  for (const id of cards.ids()) cards.draw(id, (look) => (look === 'box' ? boxes.add(id) : boxes.delete(id)))
  allFrames()
  expect(boxes.size).toBe(200)
  move(NEAR)
  frame()
  expect(boxes.size).toBe(188)
  frame()
  expect(boxes.size).toBe(188)
  allFrames()
  expect(boxes.size).toBe(160)
  move(FAR)
  allFrames()
  expect(boxes.size).toBe(200)
})

it('gives those in the middle of the view their faces first', () => {
  const { cards, move } = canvas(200, FAR)
  const faces = new Set<string>()
  for (const id of cards.ids()) cards.draw(id, () => faces.add(id))
  move([-4_000, 0, 1])
  frame()
  expect(faces).toEqual(new Set(Array.from({ length: 12 }, (_, at) => `n${at + 54}`)))
})

it('keeps faces to the room their boxes had until the view rests, and lets go of all at once', () => {
  const { cards, move } = canvas(200, FAR)
  const looks = new Map<string, CardLook>()
  for (const id of cards.ids()) cards.draw(id, (look) => looks.set(id, look))
  const how = (look: CardLook) => [...looks.values()].filter((each) => each === look).length
  move(NEAR)
  frame()
  expect([how('held'), how('face')]).toEqual([12, 0])
  while (frames.length > 0) {
    frame()
    expect([0, 40]).toContain(how('face'))
  }
  expect([how('held'), how('face')]).toEqual([0, 40])
})

it('shows faces of a small flow from any distance', () => {
  const { cards, move } = canvas(100, NEAR)
  expect(cards.comesAsBox()).toBe(false)
  const boxes = new Set<string>()
  cards.draw('n0', (look) => (look === 'box' ? boxes.add('n0') : boxes.delete('n0')))
  move(FAR)
  allFrames()
  expect(boxes.size).toBe(0)
})

/** A row of cards as React Flow knows it, seen from the left end. */
function canvas(count: number, transform: Transform) {
  const flow = createStore<State>(() => ({ ...rowOf(count), transform, width: WIDTH, height: 900 }) as State)
  const cards = new CardsThere(flow)
  let stop = cards.follow()
  allFrames()
  return {
    cards,
    move: (to: Transform) => flow.setState({ transform: to }),
    again: () => {
      stop()
      stop = cards.follow()
    },
    put: (size: number) => flow.setState(rowOf(size)),
  }
}

function rowOf(count: number): Pick<State, 'nodes' | 'nodeLookup'> {
  const nodes = Array.from({ length: count }, (_, at) => ({
    id: `n${at}`,
    measured: { width: CARD, height: CARD },
    internals: { positionAbsolute: { x: at * CARD, y: 0 } },
  }))
  return { nodes, nodeLookup: new Map(nodes.map((node) => [node.id, node])) } as unknown as State
}
