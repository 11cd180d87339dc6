import type { Capabilities, Reply } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import { keepFile } from '@/server/blobs/keep-file'
import { readFile } from '@/server/blobs/read-file'
import type { DocumentReaders } from './documents/documents'
import type { HttpTransport } from './http/http'
import type { MailTransport, OpenAccount } from './mail/mail'
import { memoryOf, type Place } from './memory'
import type { ModelTransport } from './model/model'

/** What all steps of a worker share: connections, and processes that read. */
export type Equipment = { http: HttpTransport; mail: MailTransport; documents: DocumentReaders; model: ModelTransport | null }

export type Step = Place & {
  /** The account it works with, if it does. */
  account?: OpenAccount | null
  signal: AbortSignal
  now(): number
  reply(reply: Reply): Promise<{ delivered: boolean }>
}

/** The capabilities of one step of one run: the only hands that touch the world, tied to its workspace and its end. */
export function handsOf(equipment: Equipment, { account = null, signal, now, reply, ...place }: Step): Capabilities {
  const { http, mail, documents, model } = equipment
  const { workspaceId } = place
  const files: Capabilities['files'] = {
    write: (file) => keepFile(workspaceId, file),
    read: (ref) => bytesOf(workspaceId, ref),
  }
  return {
    http: http.forStep({ files, signal }),
    files,
    mail: mail.forStep({ workspaceId, files, account, signal }),
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
