import type { Edge, NodeChange, NodePositionChange } from '@xyflow/react'
import type { StoreApi } from 'zustand/vanilla'
import type { Position } from '@/flow/graph/graph'
import { absoluteBoxesOf } from '../boxes'
import type { ElementStore } from '../elements'
import type { CanvasNode } from '../flow-node'
import type { Box } from '../place'
import { type FarLine, linesOf } from './line'

type Ids = ReadonlySet<string>

/** Where what is lifted is drawn: cards and the lines between them, which move as one, and the lines that lead away from them. */
export type Surfaces = { whole: HTMLElement; cards: HTMLElement; between: SVGPathElement; away: SVGPathElement }

export type Lift = {
  /** Whether these changes are shown by what is lifted: then they are nobody else's. */
  take(changes: readonly NodeChange<CanvasNode>[]): boolean
  /** However a drag ends, also when what is dragged is taken away meanwhile. */
  lower(): void
}

type Held = { ids: Ids; lead: string; start: Position; by: Position; raised: Raised | null }
type Raised = { cards: readonly HTMLElement[]; boxes: ReadonlyMap<string, Box>; away: readonly Edge[]; stop: () => void }

/**
 * A drag seen from afar. Copies of the dragged cards move as one layer, which is only shifted; the cards themselves stay where they
 * are, unseen, until they are let go. To move fifty of a thousand cards takes React and the browser longer than a frame.
 */
export function createLift(elements: ElementStore, lifted: StoreApi<Ids>, on: Surfaces): Lift {
  let held: Held | null = null
  /** The flow draws this drag by itself. */
  let isLeft = false
  let frame = 0

  const draw = () => {
    frame = 0
    if (!held) return
    held.raised ??= raise(held.ids)
    const { ids, by, raised } = held
    on.cards.style.transform = `translate(${by.x}px, ${by.y}px)`
    const boxes = new Map([...raised.boxes].map(([id, box]) => [id, ids.has(id) ? { ...box, x: box.x + by.x, y: box.y + by.y } : box]))
    on.away.setAttribute('d', pathOf(linesOf(boxes, raised.away, [])))
  }

  const raise = (ids: Ids): Raised => {
    const { nodes, edges } = elements.store.getState()
    const cards = cardsOn(on.whole, ids)
    const boxes = absoluteBoxesOf(nodes)
    const touched = edges.filter(({ source, target }) => ids.has(source) || ids.has(target))
    const away = touched.filter(({ source, target }) => ids.has(source) !== ids.has(target))
    const between = touched.filter(({ source, target }) => ids.has(source) && ids.has(target))
    on.between.setAttribute('d', pathOf(linesOf(boxes, between, [])))
    on.cards.append(...cards.map(copyOf))
    // By hand, and still there: whatever had the focus keeps it.
    for (const card of cards) card.style.opacity = '0'
    show(true)
    lifted.setState(ids, true)
    const ends = new Set(away.flatMap(({ source, target }) => [source, target]))
    const stop = elements.store.subscribe((now) => {
      if (now.nodes !== nodes && !areIn(now.nodes, ids)) lower()
    })
    return { cards, boxes: new Map([...boxes].filter(([id]) => ends.has(id))), away, stop }
  }

  const show = (isShown: boolean) => {
    on.whole.hidden = !isShown
    on.whole.closest('.react-flow')?.classList.toggle('canvas-lifting', isShown)
  }

  const lower = () => {
    cancelAnimationFrame(frame)
    frame = 0
    const raised = held?.raised
    held = null
    isLeft = false
    if (!raised) return
    raised.stop()
    show(false)
    for (const copy of [...on.cards.querySelectorAll(':scope > .react-flow__node')]) copy.remove()
    for (const card of raised.cards) card.style.opacity = ''
    lifted.setState(new Set(), true)
  }

  const begin = (moves: readonly NodePositionChange[]): Held | null => {
    const { nodes } = elements.store.getState()
    const ids = new Set(moves.map(({ id }) => id))
    const [first] = moves
    const lead = nodes.find(({ id }) => id === first?.id)
    // A container grows with what is dragged in it, so that is drawn by the flow itself.
    if (!lead || nodes.some(({ id, parentId }) => parentId !== undefined && ids.has(id))) return null
    for (const { id, parentId } of nodes) if (parentId !== undefined && ids.has(parentId)) ids.add(id)
    if (cardsOn(on.whole, ids).length < ids.size) return null
    return { ids, lead: lead.id, start: lead.position, by: { x: 0, y: 0 }, raised: null }
  }

  return {
    take: (changes) => {
      const moves = changes.filter((change) => change.type === 'position')
      if (moves.length === 0) return false
      if (!moves.some(({ dragging }) => dragging)) {
        lower()
        return false
      }
      if (!isLeft) held ??= begin(moves)
      isLeft = held === null
      const to = moves.find(({ id }) => id === held?.lead)?.position
      if (!held || !to) return false
      held.by = { x: to.x - held.start.x, y: to.y - held.start.y }
      frame ||= requestAnimationFrame(draw)
      return true
    },
    lower,
  }
}

/** Somebody may delete what is dragged. */
function areIn(nodes: readonly CanvasNode[], ids: Ids): boolean {
  return nodes.filter(({ id }) => ids.has(id)).length === ids.size
}

/** Those of them that are on the page, as elements. */
function cardsOn(whole: HTMLElement, ids: Ids): HTMLElement[] {
  const all = whole.closest('.react-flow')?.querySelectorAll<HTMLElement>('.react-flow__nodes > .react-flow__node') ?? []
  return [...all].filter(({ dataset }) => ids.has(dataset.id ?? ''))
}

function copyOf(card: HTMLElement): HTMLElement {
  const copy = card.cloneNode(true) as HTMLElement
  for (const name of ['id', 'data-id', 'tabindex']) copy.removeAttribute(name)
  for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id')
  return copy
}

function pathOf(lines: readonly FarLine[]): string {
  return lines.map(({ path }) => path).join('')
}
