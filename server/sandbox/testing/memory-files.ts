import type { Capabilities } from '@/flow/define/capabilities'
import { newId } from '../../db/id'

/** Files for a test: what is written can be read. */
export function memoryFiles(): Capabilities['files'] {
  const kept = new Map<string, Uint8Array>()
  return {
    async read({ $file }) {
      const bytes = kept.get($file.id)
      if (!bytes) throw new Error(`No file ${$file.id}`)
      return bytes
    },
    async write({ name, contentType, bytes }) {
      const id = newId()
      kept.set(id, bytes)
      return { $file: { id, name, contentType, size: bytes.length } }
    },
  }
}
