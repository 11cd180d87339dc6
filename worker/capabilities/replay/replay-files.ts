import { createHash } from 'node:crypto'
import type { Capabilities } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { fileName } from '@/server/blobs/file-name'
import { readFile } from '@/server/blobs/read-file'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { addFileIds, filesWith } from '@/server/governance/receipt/read-records'
import { Untold } from './untold'

type Files = Capabilities['files']

/** What one run may write into memory. */
const MOST_BYTES = 50_000_000

/**
 * Files of a run that is only imagined: what the recorded run had is read, what is written stays in memory. The same bytes as then
 * are the same file, so that a step that makes a file again gives what it gave.
 */
export function replayFiles(workspaceId: string, recorded: readonly Json[]): Files {
  const written = new Map<string, Uint8Array>()
  let bytesWritten = 0
  let known: Promise<Map<string, FileRef>> | undefined

  return {
    async read(ref) {
      const bytes = written.get(ref.$file.id) ?? (await readFile(workspaceId, ref.$file.id))?.bytes
      if (bytes) return bytes
      throw new NodeError('file_gone', `The file “${ref.$file.name}” is not there any more.`, { retry: false })
    },
    async write({ name, contentType, bytes }) {
      known ??= filesOf(workspaceId, recorded)
      const given = { name: fileName(name), contentType: contentType.slice(0, 200) }
      const before = (await known).get(identityOf({ ...given, sha256: createHash('sha256').update(bytes).digest('hex') }))
      if (before) return before
      bytesWritten += bytes.length
      if (bytesWritten > MOST_BYTES) throw new Untold('It writes more files than can be tried.')
      const id = newId()
      written.set(id, bytes)
      return { $file: { id, ...given, size: bytes.length } }
    },
  }
}

async function filesOf(workspaceId: string, recorded: readonly Json[]): Promise<Map<string, FileRef>> {
  const ids = new Set<string>()
  for (const value of recorded) addFileIds(value, ids)
  const files = await inWorkspace(workspaceId, (tx) => filesWith(tx, workspaceId, [...ids]))
  return new Map(
    [...files.values()].map(({ id, name, contentType, size, sha256 }) => [
      identityOf({ name, contentType, sha256 }),
      { $file: { id, name, contentType, size } },
    ]),
  )
}

function identityOf({ name, contentType, sha256 }: { name: string; contentType: string; sha256: string }): string {
  return `${sha256} ${contentType} ${name}`
}
