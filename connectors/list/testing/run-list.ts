import type { Json, JsonObject } from '@/flow/json'
import { definitionOf } from '../../catalogue'

/** The time zone of the flow. */
export const HERE = 'Europe/Berlin'

/** Runs a list node as the engine does, with the defaults of its fields; it knows where the flow is, and has no hands to touch the world with. */
export function runList<Output extends JsonObject>(id: string, params: JsonObject): Output {
  const definition = definitionOf(`list.${id}`)
  if (definition?.kind !== 'action') throw new Error(`list.${id} is no action`)
  const input = definition.input.parse(params) as JsonObject // schemas of nodes give JSON
  const context = { input, connection: null, idempotencyKey: 'run-1/step', attempt: 1, signal: new AbortController().signal }
  const untouchable = new Proxy({}, { get: (_, name) => (name === 'clock' ? { zone: HERE } : expectPure(id)) })
  const output = definition.run({ ...context, use: untouchable as Parameters<typeof definition.run>[0]['use'] }) // throws when used
  return output as Output // what the caller says is checked by its expectations
}

function expectPure(id: string): Json {
  throw new Error(`list.${id} touches the world`)
}
