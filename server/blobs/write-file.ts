import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { newId } from '../db/id'
import type { blob } from '../db/schema'
import { fileName } from './file-name'
import { blobStore } from './store'

/** The bytes as they are at hand: what came in pieces need not be put together. */
export type NewFile = { name: string; contentType: string; bytes: Uint8Array | readonly Uint8Array[] }

export type WholeFile = NewFile & { bytes: Uint8Array }

/** The row that makes written bytes a file. Until it is there, they are nobody's. */
export type WrittenFile = typeof blob.$inferInsert

/** So much is hashed within a millisecond or two. */
const HASHED_AT_ONCE = 256_000

/** Writes the bytes, and touches no table: any thread may. */
export async function writeFile(workspaceId: string, { name, contentType, bytes }: NewFile): Promise<WrittenFile> {
  const id = newId()
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes
  await blobStore().write(id, pieces)
  const size = pieces.reduce((sum, { length }) => sum + length, 0)
  return { id, workspaceId, name: fileName(name), contentType: contentType.slice(0, 200), size, sha256: await sha256Of(pieces) }
}

/** A little at a time, and without a copy, which `subtle.digest` makes first, on this thread. */
async function sha256Of(pieces: readonly Uint8Array[]): Promise<string> {
  const hash = createHash('sha256')
  let since = 0
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += HASHED_AT_ONCE) {
      const part = piece.subarray(at, at + HASHED_AT_ONCE)
      hash.update(part)
      since += part.length
      if (since < HASHED_AT_ONCE) continue
      since = 0
      await breathe()
    }
  }
  return hash.digest('hex')
}
