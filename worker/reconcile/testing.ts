import { ALSO_WHEN_CANCELLED } from '@/flow/engine/parts'
import type { Node } from '@/flow/graph/graph'
import { cancelRun } from '@/server/services/runs/cancel'
import type { testWorld } from '../testing/world'

export const hours: Partial<Node> = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
export const call = (url: string, method = 'PUT'): Partial<Node> => ({
  type: 'http.request',
  params: { method, url, send: 'json', json: {} },
})

type World = ReturnType<typeof testWorld>
export type Flow = Awaited<ReturnType<World['flow']>>

/** Flows that have something to tidy up when they are cancelled. */
export function tidyingFlows(world: World) {
  return {
    /** A Try that waits, or does what `more` says, and releases something in any case. */
    tried(release: string, more: { tried?: Partial<Node>; last?: string; nodes?: Record<string, Partial<Node>>; set?: boolean } = {}) {
      const nodes = {
        try: { type: 'flow.scope' },
        last: { type: 'flow.in-any-case', params: { [ALSO_WHEN_CANCELLED]: more.set ?? true } },
        busy: more.tried ?? hours,
        release: call(release),
        end: hours,
        ...more.nodes,
      }
      return world.flow('t → try → end', nodes, { inside: { try: more.last ?? 'busy, last → release' } })
    },

    cancel: ({ workspace }: Flow, id: string) => cancelRun({ actor: workspace.operator }, { id }),
  }
}
