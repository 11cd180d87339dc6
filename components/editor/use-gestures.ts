'use client'
import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { ManifestNode } from '@/flow/define/manifest'
import { clipOf } from '@/flow/draft/clip'
import type { Node, Position } from '@/flow/graph/graph'
import { portsOf } from '@/flow/graph/ports'
import { absoluteBoxesOf, boxesOf, seenBoxesOf } from '../canvas/boxes'
import { selectedNodes } from '../canvas/elements'
import { focusNode } from '../canvas/focus-node'
import { boxOf, isFrame } from '../canvas/frame-contents'
import { FIT } from '../canvas/measures'
import { typeOf } from '../canvas/model'
import { nearestSpot } from '../canvas/nearest-spot'
import { type Direction, walk } from '../canvas/walk'
import { type AddRequest, addNode, entryRequest } from './add-node'
import { bringPaste } from './clip/bring-paste'
import { useEditor } from './context'
import { frameAround, withContents } from './frames/contents'
import { framesAgain } from './frames/frames-again'
import { countUse } from './most-used'
import { newId } from './new-id'

const PASTE_OFFSET: Position = { x: 32, y: 32 }
const NOTE_SIZE = { width: 190, height: 72 }

/** What a person does to the flow; menus, keys and the pointer all call these. */
export function useGestures() {
  const { draft, canvas, elements, screen } = useEditor()
  const flow = useReactFlow()

  return useMemo(() => {
    const { graph, manifest } = canvas
    const nodes = () => elements.store.getState().nodes
    const selected = () => selectedNodes(elements.store.getState())
    const selectedEdges = () => elements.store.getState().edges.filter((edge) => edge.selected)
    const select = (ids: readonly string[]) => elements.select(ids)

    /** Chooses a step and puts the keyboard on it; what is chosen is kept in sight. */
    const show = (id: string) => {
      select([id])
      focusNode(id)
    }

    /** Opens the picker; `at` is where on the screen. */
    const ask = (request: AddRequest, at: { x: number; y: number }) => screen.setState({ adding: { request, at } })

    const middle = (): Position => {
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect(0, 0, 800, 600)
      return flow.screenToFlowPosition({ x: pane.left + pane.width / 2 - 116, y: pane.top + pane.height / 2 - 60 })
    }

    /** Where something of this size lies on nothing. */
    const freeNear = ({ x, y }: Position, size: { width: number; height: number }): Position => {
      const standing = nodes().filter((node) => node.parentId === undefined && !isFrame(node))
      return nearestSpot({ x: Math.round(x), y: Math.round(y), ...size }, standing.map(boxOf))
    }

    const duplicateAt = async (ids: readonly string[], offset: Position) => {
      const { pasteOf } = await bringPaste()
      const graph = draft.snapshot()
      const paste = pasteOf(clipOf(graph, new Set(ids)), graph, newId, offset, ({ parentId }) => parentId)
      draft.edit(paste)
      select([...paste.nodes, ...paste.notes].map((item) => item.id))
      const [first] = paste.nodes
      if (first) focusNode(first.id)
    }

    /** After the selected step, on the selected line, or in the middle of what is seen; `at` is where on the screen. */
    const here = (): { request: AddRequest; at: { x: number; y: number } } => {
      const [only, ...more] = selected().filter((node) => node.type !== 'note')
      const node = only && more.length === 0 ? graph.getState().nodes.get(only.id) : undefined
      const box = node && absoluteBoxesOf(nodes()).get(node.id)
      const port = node && firstFreePort(node.id)
      if (node && box && port !== undefined) {
        const at = flow.flowToScreenPosition({ x: box.x + box.width + 12, y: box.y })
        return { request: { kind: 'after', source: node.id, port }, at }
      }
      const [edge, ...others] = selectedEdges()
      const from = edge && selected().length === 0 && others.length === 0 ? absoluteBoxesOf(nodes()).get(edge.source) : undefined
      if (edge && from) {
        return {
          request: { kind: 'on-edge', edgeId: edge.id },
          at: flow.flowToScreenPosition({ x: from.x + from.width + 12, y: from.y }),
        }
      }
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect()
      return { request: { kind: 'free', at: middle(), anywhere: true }, at: { x: pane.left + pane.width / 2 - 180, y: pane.top + 80 } }
    }

    const add = (type: ManifestNode, request: AddRequest) => {
      const around = { graph: graph.getState(), boxes: boxesOf(nodes()), typeOf: (name: string) => typeOf(manifest, name) }
      const { id, edits } = addNode(type, request, around)
      // Trying without saying what follows a failure is rarely what is meant.
      const caught = type.container === 'scope' ? Object.values(manifest.nodes).find(({ part }) => part === 'catch') : undefined
      draft.edit(...edits, ...(caught ? addNode(caught, entryRequest(id, caught), around).edits : []))
      countUse(type.type)
      show(id)
    }

    return {
      select,
      show,

      ask,

      askHere() {
        const { request, at } = here()
        ask(request, at)
      },

      add,
      addHere: (type: ManifestNode) => add(type, here().request),

      removeSelected() {
        const chosen = selected()
        const cards = chosen.filter((node) => node.type !== 'note').map((node) => node.id)
        const notes = chosen.filter((node) => node.type === 'note').map((node) => node.id)
        const edges = selectedEdges().map((edge) => edge.id)
        const before = cards[0] && walk(cards[0], 'left', absoluteBoxesOf(nodes()), graph.getState().edges.values())
        draft.edit(
          { type: 'node.remove', ids: cards, heal: true },
          { type: 'note.remove', ids: notes },
          { type: 'edge.disconnect', ids: edges },
        )
        if (before && !cards.includes(before)) show(before)
      },

      duplicateAt,
      duplicateSelected() {
        void duplicateAt(
          selected().map((node) => node.id),
          PASTE_OFFSET,
        )
      },

      clip: () => clipOf(draft.snapshot(), new Set(selected().map((node) => node.id))),

      toggleDisabled() {
        const cards = selected().flatMap((node) => graph.getState().nodes.get(node.id) ?? [])
        const disabled = cards.some((node) => !node.disabled)
        draft.edit(...cards.map((node) => ({ type: 'node.patch' as const, id: node.id, patch: { disabled } })))
      },

      addNote() {
        const id = newId()
        draft.edit({ type: 'note.add', note: { id, text: '', position: freeNear(middle(), NOTE_SIZE), size: NOTE_SIZE } })
        canvas.noteInEdit.setState({ id })
        select([id])
      },

      /** A frame around what is chosen, to be given a name. */
      group() {
        const chosen = selected()
        const [first] = chosen
        if (!first || chosen.some(({ parentId }) => parentId !== first.parentId)) return
        const id = newId()
        const { x, y, ...size } = frameAround(chosen)
        draft.edit({ type: 'note.add', note: { id, text: '', position: { x, y }, size, parentId: first.parentId, frame: true } })
        canvas.noteInEdit.setState({ id })
        select([id])
      },

      writeNote() {
        const [only] = selected()
        if (only?.type === 'note') canvas.noteInEdit.setState({ id: only.id })
      },

      async tidy() {
        const { tidy } = await import('../canvas/tidy')
        const { nodes: steps, edges } = graph.getState()
        const boxes = boxesOf(nodes())
        const size = (id: string) => boxes.get(id) ?? { width: 232, height: 104 }
        const isNamed = (step: Node) => portsOf(step, typeOf(manifest, step.type)).length > 1
        const places = tidy([...steps.values()], [...edges.values()], size, isNamed)
        draft.edit({ type: 'node.move', moves: [...places].map(([id, position]) => ({ id, position })) }, ...framesAgain(nodes(), places))
        requestAnimationFrame(() => void flow.fitView({ ...FIT, duration: 180 }))
      },

      walk(direction: Direction) {
        const boxes = seenBoxesOf(nodes())
        const [from] = selected()
        const next = from ? walk(from.id, direction, boxes, graph.getState().edges.values()) : boxes.keys().next().value
        if (next) show(next)
      },

      nudge(dx: number, dy: number) {
        const moved = withContents(selected(), nodes()).map((node) => ({
          id: node.id,
          type: node.type,
          position: { x: node.position.x + dx, y: node.position.y + dy },
        }))
        const moves = (note: boolean) =>
          moved.filter((node) => (node.type === 'note') === note).map(({ id, position }) => ({ id, position }))
        draft.edit({ type: 'node.move', moves: moves(false) }, { type: 'note.move', moves: moves(true) })
      },

      selectAll() {
        select(nodes().flatMap((node) => (node.hidden ? [] : node.id)))
      },
    }

    function firstFreePort(nodeId: string): string | undefined {
      const { edges } = graph.getState()
      const handles = nodes().find((node) => node.id === nodeId)?.handles ?? []
      const ports = handles.flatMap((handle) => (handle.type === 'source' && handle.id ? [handle.id] : []))
      return ports.find((port) => ![...edges.values()].some((edge) => edge.source === nodeId && edge.sourcePort === port)) ?? ports[0]
    }
  }, [draft, canvas, elements, screen, flow])
}
