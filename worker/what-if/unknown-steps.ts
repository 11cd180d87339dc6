import type { Plan } from '@/flow/engine/plan'
import { frameIn, frameOf, iterationOf, nodeOf, stepIn } from '@/flow/engine/step'
import { referencesOf } from '@/flow/expressions/references'
import type { Json } from '@/flow/json'

/**
 * Steps whose output can't be known, with the reason. What is made of such an output can't be known either; everything else goes on,
 * so that one new mail in a flow doesn't hide what the rest of it would do.
 */
export class UnknownSteps {
  readonly #plan: Plan
  readonly #reasons = new Map<string, string>()
  /** Node ids by key: what expressions name. */
  readonly #idsByKey: Map<string, string>

  constructor(plan: Plan) {
    this.#plan = plan
    this.#idsByKey = new Map([...plan.nodes.values()].map(({ id, node }) => [node.key, id]))
  }

  get reasons(): ReadonlyMap<string, string> {
    return this.#reasons
  }

  add(step: string, reason: string): void {
    if (!this.#reasons.has(step)) this.#reasons.set(step, reason)
  }

  /** Why this value of a step's settings can't be known; null when it can. `frame`: where it is resolved. */
  reasonFor(frame: string, settings: Json): string | null {
    if (this.#reasons.size === 0) return null
    for (const key of keysIn(settings)) {
      const id = this.#idsByKey.get(key)
      if (id === undefined) continue
      for (const around of this.#framesAround(frame)) {
        if (this.#reasons.has(stepIn(around, id))) return `It uses what “${this.#plan.nodes.get(id)?.node.label || key}” gives.`
      }
    }
    return null
  }

  /** Frames whose steps can be seen from here; in a scope, those of its parts before too. */
  *#framesAround(frame: string): Generator<string> {
    yield frame
    for (let pass = iterationOf(frame); pass; pass = iterationOf(frameOf(pass.container))) {
      const { container, index } = pass
      if (this.#plan.nodes.get(nodeOf(container))?.container === 'scope')
        for (let part = 0; part < index; part++) yield frameIn(container, part)
      yield frameOf(container)
    }
  }

  /** Whether the flow can go on after the node although nobody knows what it gives: it leads only one way. */
  leadsOneWay(step: string): boolean {
    const node = this.#plan.nodes.get(nodeOf(step))
    return node !== undefined && !node.container && node.out.every(({ port }) => port === node.mainPort || port === 'error')
  }
}

function* keysIn(value: Json): Generator<string> {
  if (typeof value === 'string') {
    for (const { key } of referencesOf(value)) if (key !== undefined) yield key
  } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* keysIn(inner)
}
