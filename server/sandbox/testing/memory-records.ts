import type { JsonObject } from '@/flow/json'
import type { SandboxRecords } from '../app'

/** Records for a vendor that lives as long as a test. */
export function memoryRecords(): SandboxRecords {
  const kinds = new Map<string, Map<string, JsonObject>>()
  const ofKind = (kind: string) => {
    const records = kinds.get(kind) ?? new Map<string, JsonObject>()
    kinds.set(kind, records)
    return records
  }
  return {
    get: async (kind, key) => ofKind(kind).get(key) ?? null,
    put: async (kind, key, body) => {
      ofKind(kind).set(key, body)
    },
    list: async (kind) => [...ofKind(kind)].map(([key, body]) => ({ key, body })).reverse(),
  }
}
