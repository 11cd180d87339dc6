import type { Outcome } from '@/flow/define/define'
import type { PlanNode } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import type { Json, JsonObject } from '@/flow/json'
import { isSame } from '@/flow/what-if/json-diff'
import type { Performance } from '../engine/perform'
import { InputError, resolveInput } from '../engine/resolve-input'
import { outcomeOf, type Phase } from './phases'
import type { RecordedRun } from './recorded-run'

/** What the record says of each step of the run that is tried again, as far as that run has come by now. */
export class Then {
  readonly #recorded: RecordedRun
  /** The run as it was, its journal closed. */
  readonly #on: Performance
  readonly #inputs = new Map<string, Promise<Json>>()
  /** Waits of each step that are over. */
  readonly #waited = new Map<string, number>()

  constructor(recorded: RecordedRun, on: Performance) {
    this.#recorded = recorded
    this.#on = on
  }

  /** It did something of this kind, whatever it got. */
  did({ node }: PlanNode, step: string): boolean {
    return this.#recorded.steps.has(step) && this.#recorded.plan.nodes.get(nodeOf(step))?.node.type === node.type
  }

  input(step: string): Promise<Json> {
    const known = this.#inputs.get(step) ?? this.#resolve(step)
    this.#inputs.set(step, known)
    return known
  }

  async gotTheSame(now: PlanNode, step: string, input: JsonObject): Promise<boolean> {
    const then = this.#recorded.plan.nodes.get(nodeOf(step))?.node
    const { typeVersion, connectionId } = now.node
    if (!this.did(now, step) || then?.typeVersion !== typeVersion || then.connectionId !== connectionId) return false
    return isSame(await this.input(step), input)
  }

  phase(step: string): Phase | undefined {
    return this.#recorded.steps.get(step)?.phases[this.#waited.get(step) ?? 0]
  }

  /** @throws NodeError as then @throws Untold */
  outcome(step: string): Outcome {
    return outcomeOf(this.phase(step), this.#recorded.requests)
  }

  endWait(step: string): void {
    this.#waited.set(step, (this.#waited.get(step) ?? 0) + 1)
  }

  /** When the step was at this point. */
  at(step: string): number | undefined {
    const record = this.#recorded.steps.get(step)
    const waited = this.#waited.get(step) ?? 0
    const before = waited > 0 ? record?.phases[waited - 1] : undefined
    return before?.kind === 'wait' ? before.result?.at : record?.startedAt
  }

  async #resolve(step: string): Promise<Json> {
    const node = this.#recorded.plan.nodes.get(nodeOf(step))
    if (node?.kind !== 'action') return null
    try {
      return await resolveInput(this.#on, node, step)
    } catch (error) {
      if (error instanceof InputError) return null
      throw error
    }
  }
}
