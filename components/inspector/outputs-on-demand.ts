import { mentionedSteps } from '@/flow/expressions/mentioned-steps'
import type { Json } from '@/flow/json'

type Output = { mentions: () => ReadonlySet<string> | null; make: () => Json; begun: boolean; made?: { value: Json } }

/**
 * Outputs by the key of their step, each made when it is first looked at: of a thousand steps before one, a form shows a few.
 * What an output mentions is made before it, one after the other, so that a long chain of steps cannot exhaust the stack;
 * steps that mention each other see nothing of what is not made yet.
 */
export class OutputsOnDemand {
  readonly steps: Record<string, Json> = Object.create(null)
  readonly #outputs = new Map<string, Output>()

  /** `params`: what the output is made from. Gives what reads it. */
  add(key: string, params: Json, make: () => Json): () => Json {
    this.#outputs.set(key, { mentions: () => mentionedSteps(params), make, begun: false })
    const read = () => this.#read(key)
    Object.defineProperty(this.steps, key, { enumerable: true, configurable: true, get: read })
    return read
  }

  set(key: string, value: Json): void {
    this.#outputs.delete(key)
    Object.defineProperty(this.steps, key, { enumerable: true, configurable: true, value })
  }

  #read(wanted: string): Json {
    const first = this.#outputs.get(wanted)
    if (!first || (first.begun && !first.made)) return null
    const stack = [first]
    for (let output = stack.at(-1); output; output = stack.at(-1)) {
      if (output.made) stack.pop()
      else if (output.begun) output.made = { value: output.make() }
      else {
        output.begun = true
        for (const key of output.mentions() ?? this.#outputs.keys()) {
          const other = this.#outputs.get(key)
          if (other && !other.begun) stack.push(other)
        }
      }
    }
    return first.made?.value ?? null
  }
}
