import { mentionedSteps } from '@/flow/expressions/mentioned-steps'
import type { Json, JsonObject } from '@/flow/json'
import { keptOutput } from './kept-outputs'

type Output = { params: JsonObject; around: readonly unknown[]; make: () => Json; begun: boolean; made?: { value: Json } }

/**
 * Outputs by the key of their step, each made when it is first looked at: of a thousand steps before one, a form shows a few.
 * What an output mentions is made before it, one after the other, so that a long chain of steps cannot exhaust the stack;
 * steps that mention each other see nothing of what is not made yet.
 */
export class OutputsOnDemand {
  readonly steps: Record<string, Json> = Object.create(null)
  readonly #outputs = new Map<string, Output>()

  /** `params` and `around`, beside the steps that `params` mention: what the output is made from. Gives what reads it. */
  add(key: string, params: JsonObject, around: readonly unknown[], make: () => Json): () => Json {
    this.#outputs.set(key, { params, around, make, begun: false })
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
      else if (output.begun) output.made = { value: this.#made(output) }
      else {
        output.begun = true
        for (const key of mentionedBy(output.params) ?? this.#outputs.keys()) {
          const other = this.#outputs.get(key)
          if (other && !other.begun) stack.push(other)
        }
      }
    }
    return first.made?.value ?? null
  }

  #made({ params, around, make }: Output): Json {
    const mentioned = mentionedBy(params)
    if (!mentioned) return make()
    return keptOutput(params, [...around, ...[...mentioned].map((key) => this.steps[key])], make)
  }
}

const known = new WeakMap<JsonObject, ReturnType<typeof mentionedSteps>>()

function mentionedBy(params: JsonObject): ReturnType<typeof mentionedSteps> {
  const before = known.get(params)
  if (before !== undefined) return before
  const now = mentionedSteps(params)
  known.set(params, now)
  return now
}
