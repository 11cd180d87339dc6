import type { Capabilities, Reply } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import { keepFile } from '@/server/blobs/keep-file'
import { readFile } from '@/server/blobs/read-file'
import type { DocumentReaders } from './documents/documents'
import type { HttpTransport } from './http/http'
import { memoryOf, type Place } from './memory'
import type { ModelTransport } from './model/model'

/** What all steps of a worker share: connections, and processes that read. */
export type Equipment = { http: HttpTransport; documents: DocumentReaders; model: ModelTransport | null }

export type Step = Place & { signal: AbortSignal; now(): number; reply(reply: Reply): Promise<{ delivered: boolean }> }

/** The capabilities of one step of one run: the only hands that touch the world, tied to its workspace and its end. */
export function handsOf({ http, documents, model }: Equipment, { signal, now, reply, ...place }: Step): Capabilities {
  const { workspaceId } = place
  const files: Capabilities['files'] = {
    write: (file) => keepFile(workspaceId, file),
    read: (ref) => bytesOf(workspaceId, ref),
  }
  const mail: Capabilities['mail'] = {
    send: async () => {
      throw new NodeError('mail_not_set_up', 'This KAOS can not send mail yet.', {
        retry: false,
        hint: 'Ask whoever runs it to set SMTP_URL.',
      })
    },
  }
  return {
    http: http.forStep({ files, signal }),
    files,
    mail,
    documents: documents.forStep({ files, signal }),
    memory: memoryOf(place),
    model: model?.forStep({ signal }) ?? null,
    clock: { now: () => new Date(now()) },
    reply: { send: reply },
  }
}

async function bytesOf(workspaceId: string, ref: FileRef): Promise<Uint8Array> {
  const file = await readFile(workspaceId, ref.$file.id)
  if (file) return file.bytes
  throw new NodeError('file_gone', `The file “${ref.$file.name}” is not there any more.`, { retry: false })
}
