import type { Capabilities, Reply } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import { keepFile } from '@/server/blobs/keep-file'
import { readFile } from '@/server/blobs/read-file'
import type { HttpTransport } from './http/http'
import type { MailTransport, OpenAccount } from './mail/mail'

export type Outside = { http: HttpTransport; mail: MailTransport }

export type Step = {
  workspaceId: string
  /** The account it works with, if it does. */
  account?: OpenAccount | null
  signal: AbortSignal
  now(): number
  reply(reply: Reply): Promise<{ delivered: boolean }>
}

/** The capabilities of one step of one run: the only hands that touch the world, tied to its workspace and its end. */
export function handsOf(outside: Outside, { workspaceId, account = null, signal, now, reply }: Step): Capabilities {
  const files: Capabilities['files'] = {
    write: (file) => keepFile(workspaceId, file),
    read: (ref) => bytesOf(workspaceId, ref),
  }
  const mail = outside.mail.forStep({ workspaceId, files, account, signal })
  return { http: outside.http.forStep({ files, signal }), files, mail, clock: { now: () => new Date(now()) }, reply: { send: reply } }
}

async function bytesOf(workspaceId: string, ref: FileRef): Promise<Uint8Array> {
  const file = await readFile(workspaceId, ref.$file.id)
  if (file) return file.bytes
  throw new NodeError('file_gone', `The file “${ref.$file.name}” is not there any more.`, { retry: false })
}
