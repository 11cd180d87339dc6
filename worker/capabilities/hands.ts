import type { Capabilities, Delivery, Reply } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import { keepFile } from '@/server/blobs/keep-file'
import { readFile } from '@/server/blobs/read-file'
import type { NewFile } from '@/server/blobs/write-file'
import { computeWith } from '../sandbox/compute'
import type { Isolates } from '../sandbox/isolates'
import type { Account } from './account/account'
import { boundHttp } from './account/bound-http'
import { blockedHttp, blockedMail } from './blocked'
import { callbacksOf } from './callbacks'
import type { DocumentReaders } from './documents/documents'
import { flowsOf } from './flows'
import { hookMarks } from './http/hook-marks'
import type { HttpTransport } from './http/http'
import type { MailTransport } from './mail/mail'
import { memoryOf, type Place } from './memory'
import type { ModelTransport } from './model/model'
import { recordedHttp, recordedMail, recordedModel } from './record'
import { stateOf } from './state/state'

/** What all steps of a worker share: connections, and processes that read and compute. */
export type Equipment = {
  http: HttpTransport
  mail: MailTransport
  documents: DocumentReaders
  isolates: Isolates
  model: ModelTransport | null
}

export type Step = Place & {
  /** Of a step of a run. What is asked outside of runs is not on record. */
  attempt: number | null
  /** Of a run. */
  flowId?: string
  inheritedKey?: string | undefined
  timeZone?: string
  /** The account it works with, if it does. */
  account: Account | null
  signal: AbortSignal
  now(): number
  reply(reply: Reply): Promise<Delivery>
  /** Keeps a line that its code printed. What is asked outside of runs prints to nobody. */
  log?(line: string): void
  /** Told before anything is sent that may have an effect outside. */
  leaving?(): void
  /** How it gets at its files: again, where it can't at first and must not give up. */
  keeping?<T>(keep: () => Promise<T>): Promise<T> | T
}

/** The capabilities of one step of one run: the only hands that touch the world, tied to its workspace and its end. */
export function handsOf(
  equipment: Equipment,
  {
    account,
    attempt,
    flowId,
    inheritedKey,
    timeZone = 'UTC',
    signal,
    now,
    reply,
    log = () => {},
    leaving = () => {},
    keeping = (keep) => keep(),
    ...place
  }: Step,
): Capabilities {
  const { workspaceId } = place
  const runId = attempt === null ? undefined : place.runId
  const keep = async (file: NewFile) => keeping(() => keepFile(workspaceId, file, runId))
  const files: Capabilities['files'] = {
    write: keep,
    read: async (ref) => keeping(() => bytesOf(workspaceId, ref)),
  }
  const plain = equipment.http.forStep({ files, signal, leaving, ...(runId !== undefined && { marks: hookMarks(workspaceId, runId) }) })
  const http = account ? boundHttp(plain, { workspaceId, account, files, runId, leaving }) : plain
  const mail = equipment.mail.forStep({ workspaceId, runId, files, account, signal, leaving })
  const model = equipment.model?.forStep({ signal }) ?? null
  const by = attempt === null ? null : { workspaceId, runId: place.runId, step: place.step, attempt, account }
  const outside = { http: by ? recordedHttp(http, by) : http, mail: by ? recordedMail(mail, by) : mail }
  return {
    http: place.effectsBlocked ? blockedHttp(outside.http) : outside.http,
    files,
    mail: place.effectsBlocked ? blockedMail(outside.mail) : outside.mail,
    documents: equipment.documents.forStep({ files, signal }),
    memory: memoryOf(place),
    state: flowId === undefined ? null : stateOf({ ...place, flowId, inheritedKey }),
    model: by && model ? recordedModel(model, by) : model,
    compute: computeWith(equipment.isolates, { workspaceId, signal, log, keep }),
    clock: { now: () => new Date(now()), zone: timeZone },
    reply: { send: reply },
    callbacks: callbacksOf(place),
    flows: flowsOf(place, attempt),
  }
}

async function bytesOf(workspaceId: string, ref: FileRef): Promise<Uint8Array> {
  const file = await readFile(workspaceId, ref.$file.id)
  if (file) return file.bytes
  throw new NodeError('file_gone', `The file “${ref.$file.name}” is not there any more.`, {
    retry: false,
    hint: 'Files go when their run is removed. Start the flow again with the file.',
  })
}
