import type { ReactFlowState } from '@xyflow/react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CanvasNode } from '../flow-node'
import { type Distance, distanceOf } from './distance'
import { fromMiddle, inSight } from './in-sight'
import { isMoved } from './is-moved'

/** In one frame. More would hold up the next one. */
const FACES = 6
/** While the view moves, more of them, and less often: what is painted anew then, is painted once. */
const FACES_MOVING = 12
const FACES_PAUSE_MS = 150
const BOXES = 24
const COME = 200
const GO = 72
/** Going past a longer list takes longer, so more of them are done each time. */
const SHARE = 1 / 50
/** The view rests when it has not moved for so long. */
const REST_MS = 250

/** `held`: with its face, in the room that its box had. */
export type CardLook = 'box' | 'held' | 'face'

type Flow = Pick<StoreApi<ReactFlowState<CanvasNode>>, 'getState' | 'subscribe'>

/**
 * Which cards are on the page, and which of them are boxes. Of a small flow those in view, with their faces. A large flow moves
 * as long as nothing is added or taken away: only when it rests do more cards come that are seen from afar, to stay (until then
 * they are strokes, far-strokes.tsx), and do those go that are out of view near. One that is seen from near gets its face when
 * it is its turn, from the middle outwards. That it is taller with it, or less tall, React Flow is told when it rests, and for
 * all at once: each time it looks at all of the flow anew.
 */
export class CardsThere {
  readonly distance: StoreApi<Distance>
  /**
   * Whether the view moves. React Flow says so as well, but of a wheel that zooms each turn by itself, begun and ended between
   * two frames.
   */
  readonly moves = createStore(() => false)
  /** Ids of those that are drawn elsewhere as they are dragged (lift.ts). */
  readonly lifted = createStore<ReadonlySet<string>>(() => new Set())
  readonly #flow: Flow
  readonly #draw = new Map<string, (look: CardLook) => void>()
  readonly #faces = new Set<string>()
  readonly #held = new Set<string>()
  #there: ReadonlySet<string> = new Set()
  #ids: readonly string[] = []
  readonly #told = new Set<() => void>()
  #frame = 0
  #rest: ReturnType<typeof setTimeout> | undefined
  #facesAt = Number.NEGATIVE_INFINITY

  constructor(flow: Flow) {
    this.#flow = flow
    const { transform, nodes } = flow.getState()
    this.distance = createStore(() => distanceOf(transform[2], nodes.length))
  }

  /** From now on, until it is told to stop; and again, as when the canvas was hidden for a while. */
  follow(): () => void {
    this.moves.setState(false, true)
    this.#see(this.#flow.getState(), null)
    const stop = this.#flow.subscribe((now, before) => this.#see(now, before))
    return () => {
      stop()
      cancelAnimationFrame(this.#frame)
      clearTimeout(this.#rest)
      this.#frame = 0
    }
  }

  readonly ids = () => this.#ids

  readonly subscribe = (tell: () => void) => {
    this.#told.add(tell)
    return () => {
      this.#told.delete(tell)
    }
  }

  comesAsBox(): boolean {
    return this.distance.getState().many
  }

  /** A card that has come to the page, and how to draw it; it leaves by the answer. */
  draw(id: string, as: (look: CardLook) => void): () => void {
    this.#draw.set(id, as)
    if (this.distance.getState().many) this.#soon()
    else this.#face(id, 'face')
    return () => {
      this.#draw.delete(id)
      this.#faces.delete(id)
      this.#held.delete(id)
    }
  }

  #see(now: ReactFlowState<CanvasNode>, before: ReactFlowState<CanvasNode> | null): void {
    const moved = before === null || isMoved(now.transform, before.transform)
    const others = now.nodes !== before?.nodes
    if (!moved && !others && now.width === before?.width && now.height === before?.height) return
    const distance = distanceOf(now.transform[2], now.nodes.length)
    const was = this.distance.getState()
    if (distance.far !== was.far || distance.many !== was.many) this.distance.setState(distance)
    if (moved && before) this.#move()

    if (!distance.many) {
      this.#put(inSight(now))
      for (const id of this.#draw.keys()) this.#face(id, 'face')
      this.#letGo()
      return
    }
    // What comes into sight from near is there at once, as it is not much; and so is what somebody adds.
    if (!distance.far) this.#bring(now, () => true)
    else if (before && others && !areSame(now.nodes, before.nodes)) {
      const old = new Set(before.nodes.map(({ id }) => id))
      this.#bring(now, (id) => !old.has(id))
    }
    this.#soon()
  }

  #bring(now: ReactFlowState<CanvasNode>, is: (id: string) => boolean): void {
    const come = [...inSight(now)].filter((id) => !this.#there.has(id) && is(id))
    if (come.length > 0 || this.#ids.some((id) => !now.nodeLookup.has(id))) this.#put(joined(this.#there, come))
  }

  #move(): void {
    this.moves.setState(true, true)
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => {
      this.moves.setState(false, true)
      this.#soon()
    }, REST_MS)
  }

  #rests(): boolean {
    return !this.moves.getState()
  }

  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      if (this.#step()) this.#soon()
    })
  }

  /** What one frame has room for; is there more to do? */
  #step(): boolean {
    const { far, many } = this.distance.getState()
    if (!many) return false
    const state = this.#flow.getState()
    const seen = inSight(state)
    const isOther = this.#rests() && this.#bringAndLetGo(seen, far)
    return (far ? this.#giveBoxes() : this.#giveFaces(seen, state)) || isOther
  }

  #bringAndLetGo(seen: ReadonlySet<string>, far: boolean): boolean {
    const share = this.#there.size * SHARE
    const come = first(seen, Math.max(COME, share), (id) => !this.#there.has(id))
    const go = far ? [] : first(this.#there, Math.max(GO, share), (id) => !seen.has(id))
    if (come.length === 0 && go.length === 0) return false
    this.#put(joined(without(this.#there, go), come))
    return true
  }

  #giveBoxes(): boolean {
    for (const id of first(this.#faces, BOXES, () => true)) this.#box(id)
    return this.#faces.size > 0
  }

  #giveFaces(seen: ReadonlySet<string>, state: ReactFlowState<CanvasNode>): boolean {
    const boxes = [...seen].filter((id) => this.#draw.has(id) && !this.#faces.has(id))
    if (!this.#rests() && performance.now() - this.#facesAt < FACES_PAUSE_MS) return boxes.length > 0
    this.#facesAt = performance.now()
    for (const id of fromMiddle(boxes, state).slice(0, this.#rests() ? FACES : FACES_MOVING)) this.#face(id, 'held')
    if (this.#rests() && boxes.length === 0) this.#letGo()
    return boxes.length > 0
  }

  #face(id: string, look: 'held' | 'face'): void {
    if (this.#faces.has(id)) return
    this.#faces.add(id)
    if (look === 'held') this.#held.add(id)
    this.#draw.get(id)?.(look)
  }

  #letGo(): void {
    for (const id of this.#held) this.#draw.get(id)?.('face')
    this.#held.clear()
  }

  #box(id: string): void {
    this.#faces.delete(id)
    this.#held.delete(id)
    this.#draw.get(id)?.('box')
  }

  /** In the order of the flow, which is the keyboard's; without those that are gone from it. */
  #put(there: ReadonlySet<string>): void {
    const ids = [...this.#flow.getState().nodeLookup.keys()].filter((id) => there.has(id))
    if (ids.length === this.#ids.length && ids.every((id, at) => id === this.#ids[at])) return
    this.#there = new Set(ids)
    this.#ids = ids
    for (const tell of this.#told) tell()
  }
}

/** Dragging and choosing make them others, and they are still the same. */
function areSame(nodes: readonly CanvasNode[], before: readonly CanvasNode[]): boolean {
  return nodes.length === before.length && nodes.every(({ id }, at) => id === before[at]?.id)
}

function joined(some: Iterable<string>, more: Iterable<string>): Set<string> {
  const all = new Set(some)
  for (const id of more) all.add(id)
  return all
}

function without(ids: ReadonlySet<string>, some: readonly string[]): Set<string> {
  const left = new Set(ids)
  for (const id of some) left.delete(id)
  return left
}

function first(ids: Iterable<string>, count: number, is: (id: string) => boolean): string[] {
  const found: string[] = []
  for (const id of ids) {
    if (found.length >= count) break
    if (is(id)) found.push(id)
  }
  return found
}
