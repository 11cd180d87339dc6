import type { RunEvent } from '@/flow/engine/events'
import { AT_WORK, type NodeView } from '@/flow/engine/run-view'
import { nodeOf } from '@/flow/engine/step'

/**
 * A step may begin and end between two drawings. Whoever watches a run sees it at work all the same: it is drawn so once, and
 * as what it has become in the drawing after.
 */
export class SeenAtWork {
  readonly #begun = new Set<string>()

  note(events: readonly RunEvent[]): void {
    for (const event of events) if (event.type === 'step.started') this.#begun.add(nodeOf(event.step))
  }

  /** Puts back to work, in `nodes`, what began since it was last asked and is over already. True when another drawing has to follow. */
  holdBack(nodes: Map<string, NodeView>): boolean {
    let held = false
    for (const id of this.#begun) {
      const look = nodes.get(id)
      if (!look || look.status === 'idle' || AT_WORK.has(look.status)) continue
      nodes.set(id, { ...look, status: 'running', finishedAt: null })
      held = true
    }
    this.#begun.clear()
    return held
  }
}
