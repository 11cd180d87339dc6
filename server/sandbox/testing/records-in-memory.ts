import type { JsonObject } from '@/flow/json'
import type { SandboxRecords } from '../app'

/** Records as in the database, without one. */
export function recordsInMemory(): SandboxRecords {
  const kept = new Map<string, { kind: string; key: string; body: JsonObject }>()
  return {
    get: async (kind, key) => kept.get(`${kind}/${key}`)?.body ?? null,
    put: async (kind, key, body) => {
      kept.set(`${kind}/${key}`, { kind, key, body: structuredClone(body) })
    },
    list: async (kind) => [...kept.values()].filter((each) => each.kind === kind).reverse(),
  }
}
