import type { GraphState, GraphStore } from '../draft/graph-store'
import type { ElementStore } from './elements'
import type { CanvasNode } from './flow-node'
import type { FoldStore } from './folds'
import { isFrame, standsApart, standsIn } from './frame-contents'

/**
 * What others put into a frame that is collapsed here goes into it, and what they take out comes into sight: for them it is
 * open. What this person puts where it would be was put in sight, and stays there. `byOthers`: whose the change is that is
 * being taken in.
 */
export function foldInOthers(graph: GraphStore, elements: ElementStore, folds: FoldStore, byOthers: () => boolean): () => void {
  const heldNow = (frame: CanvasNode, isWanted: (id: string) => boolean) => {
    const { nodes } = elements.store.getState()
    return new Set(nodes.flatMap((node) => (isWanted(node.id) && standsIn(frame, node) ? node.id : [])))
  }
  const eachFolded = (change: (frame: CanvasNode, holds: readonly string[], beside: readonly string[]) => void) => {
    const { folded, beside } = folds.store.getState()
    for (const frame of elements.store.getState().nodes.filter(isFrame)) {
      const holds = folded.get(frame.id)
      if (holds) change(frame, holds, beside.get(frame.id) ?? [])
    }
  }

  // What came and went while nobody was here. What is gone may be gone from this version only.
  const { nodes } = elements.store.getState()
  eachFolded((frame, holds, beside) => {
    const added = heldNow(frame, (id) => !holds.includes(id) && !beside.includes(id))
    const kept = holds.filter((id) => !nodes.some((node) => node.id === id && standsApart(frame, node)))
    if (added.size > 0 || kept.length < holds.length) folds.fold(frame.id, [...kept, ...added], beside)
  })

  return graph.subscribe((now, before) => {
    if (folds.store.getState().folded.size === 0) return
    const changed = changedIn(now, before)
    if (changed.size === 0) return
    const others = byOthers()
    eachFolded((frame, holds, beside) => {
      const touched = (id: string) => changed.has(id) || (others && changed.has(frame.id))
      const inside = heldNow(frame, touched)
      if (!others) {
        const shown = [...inside].filter((id) => !holds.includes(id) && !beside.includes(id))
        if (shown.length > 0) folds.fold(frame.id, holds, [...beside, ...shown])
        return
      }
      const held = [
        ...holds.filter((id) => !touched(id) || inside.has(id)),
        ...[...inside].filter((id) => !holds.includes(id) && !beside.includes(id)),
      ]
      if (held.join() !== holds.join()) folds.fold(frame.id, held, beside)
    })
  })
}

/** Steps and notes that stand elsewhere now, or are new. */
function changedIn(now: GraphState, before: GraphState): Set<string> {
  const changed = new Set<string>()
  for (const [items, were] of [
    [now.nodes, before.nodes],
    [now.notes, before.notes],
  ] as const) {
    if (items === were) continue
    for (const [id, item] of items) {
      const was = were.get(id)
      if (!was || was.position.x !== item.position.x || was.position.y !== item.position.y || was.parentId !== item.parentId)
        changed.add(id)
    }
  }
  return changed
}
