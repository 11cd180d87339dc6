import type { EdgeView, NodeView } from '@/flow/engine/run-view'

/** What a run looks like on the canvas. Without a run both maps are empty and everything is idle. */
export type Live = {
  nodes: ReadonlyMap<string, NodeView>
  edges: ReadonlyMap<string, EdgeView>
  /** Changed, or after something that was, since that run. */
  stale?: ReadonlySet<string>
  /** So marked in the run it goes on from: still true of what it took over. */
  staleTaken?: ReadonlySet<string>
}

export const NO_RUN: Live = { nodes: new Map(), edges: new Map() }

/** Keeps the identity of every look that has not changed, so that only cards with news are drawn again. */
export function share(before: Live, now: Live): Live {
  return { nodes: shared(before.nodes, now.nodes, sameLook), edges: shared(before.edges, now.edges, Object.is) }
}

function shared<Look>(before: ReadonlyMap<string, Look>, now: ReadonlyMap<string, Look>, same: (a: Look, b: Look) => boolean) {
  let changed = before.size !== now.size
  const kept = new Map<string, Look>()
  for (const [id, look] of now) {
    const old = before.get(id)
    const unchanged = old !== undefined && same(old, look)
    kept.set(id, unchanged ? old : look)
    changed ||= !unchanged
  }
  return changed ? kept : before
}

function sameLook(a: NodeView, b: NodeView): boolean {
  for (const name in a) {
    if (name === 'counts') continue
    if (!Object.is(a[name as keyof NodeView], b[name as keyof NodeView])) return false // both have the same fields
  }
  return a.counts?.done === b.counts?.done && a.counts?.failed === b.counts?.failed && a.counts?.total === b.counts?.total
}
