import { createHash } from 'node:crypto'
import type { Capabilities, HttpRequest, ModelRequest, OutgoingMail } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { isDatabaseAway, untilBack } from '@/server/db/away'
import { newId } from '@/server/db/id'
import { outsideCall } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { digestOf } from '@/server/governance/chain/link'
import { log } from '@/server/log'
import { seal } from '@/server/vault/vault'
import { breather } from '../breather'
import { isLight, jsonBytes } from '../sandbox/json-bytes'
import type { Account } from './account/account'
import { HIDDEN } from './account/redact'

/** More of a request or an answer is left out of the record, and said so. */
const LARGEST = 256_000
/** A call that was made and can't be told of is the worst there is: a database that starts anew is waited for. */
const PATIENCE_MS = 20_000

/** Whose call it is: one attempt of one step, through an account or none. */
export type Recorded = {
  workspaceId: string
  runId: string
  step: string
  attempt: number
  account: Account | null
}

type Call = { capability: 'http' | 'mail' | 'model'; asked: JsonObject; summary: JsonObject }

/**
 * Every call to the outside is on record before the step goes on: what was asked, what came back, sealed; a summary for
 * eyes; and a digest by which a receipt names it. A call whose record is lost counts as unsure.
 */
export function recordedHttp(http: Capabilities['http'], by: Recorded): Capabilities['http'] {
  return {
    send: (request) =>
      recorded(
        by,
        { capability: 'http', asked: plain(withoutCredentials(request)), summary: placeOf(request) },
        () => http.send(request),
        ({ status }) => ({ status }),
      ),
  }
}

export function recordedMail(mail: Capabilities['mail'], by: Recorded): Capabilities['mail'] {
  return {
    verify: () => mail.verify(),
    send: (message: OutgoingMail) =>
      recorded(
        by,
        {
          capability: 'mail',
          asked: asJson(message),
          summary: { to: [...message.to], cc: [...(message.cc ?? [])], subject: message.subject },
        },
        () => mail.send(message),
        (sent) => sent,
      ),
  }
}

export function recordedModel(model: NonNullable<Capabilities['model']>, by: Recorded): NonNullable<Capabilities['model']> {
  return {
    answer: (request: ModelRequest) =>
      recorded(
        by,
        { capability: 'model', asked: asJson(request), summary: { letters: request.prompt.length } },
        () => model.answer(request),
        () => ({}),
      ),
  }
}

async function recorded<T>(by: Recorded, call: Call, act: () => Promise<T>, summarise: (result: T) => JsonObject): Promise<T> {
  const at = new Date()
  const startedAt = performance.now()
  const keep = (outcome: JsonObject, summary: JsonObject) =>
    keepCall(by, { ...call, summary: { ...call.summary, ...summary } }, outcome, at, Math.round(performance.now() - startedAt))
  let result: T
  try {
    result = await act()
  } catch (thrown) {
    // Before it was made: whoever makes it has its own words for all that breaks on the way.
    if (isDatabaseAway(thrown)) throw thrown
    const error = by.account?.cleanError(thrown) ?? thrown
    const { code, message } = error instanceof NodeError ? error : { code: 'cut_short', message: 'The call was cut short.' }
    await keep({ error: { code, message } }, { error: message }).catch((err) =>
      log.error({ err }, 'A call that failed could not be recorded'),
    )
    throw error
  }
  await keep({ answer: plain(result) }, summarise(result)).catch((err) => {
    log.error({ err }, 'A call to the outside could not be recorded')
    throw new NodeError('record_lost', 'The call was made, but could not be recorded.', { retry: true, unsure: true })
  })
  return result
}

async function keepCall(
  by: Recorded,
  { capability, asked, summary }: Call,
  outcome: JsonObject,
  at: Date,
  durationMs: number,
): Promise<void> {
  const { workspaceId, runId, step, attempt, account } = by
  const id = newId()
  const record = { capability, at: at.toISOString(), asked: await cut(asked), ...(await cut(outcome)) }
  const digest = digestOf(record)
  const through = { connectionId: account?.connection.id ?? null, sandbox: account?.connection.sandbox ? 1 : 0 }
  const keep = () =>
    inWorkspace(workspaceId, async (tx) => {
      const sealed = await seal(tx, { workspaceId, table: 'outside_call', row: id, column: 'sealed' }, record)
      await tx
        .insert(outsideCall)
        .values({ id, workspaceId, runId, step, attempt, capability, summary, sealed, digest, at, durationMs, ...through })
        .onConflictDoNothing()
    })
  await untilBack(PATIENCE_MS, keep)
}

/** A request as it is on record. */
export function askedOf(request: HttpRequest): JsonObject {
  return asJson(withoutCredentials(request))
}

/** Headers that people themselves put into a step may hold a key: a record says that they were there. */
function withoutCredentials({ headers, ...request }: HttpRequest): HttpRequest {
  const names = Object.entries(headers ?? {}).map(([name, value]) => [name, CREDENTIAL.test(name) ? HIDDEN : value] as const)
  return headers ? { ...request, headers: Object.fromEntries(names) } : request
}

const CREDENTIAL = /authorization|cookie|password|secret|token|signature|api[-_]?key/i

/** Without the query: it may hold what is nobody's business. */
export function placeOf({ method, url }: HttpRequest): JsonObject {
  const { host = '', pathname = url } = URL.parse(url) ?? {}
  return { method, host, path: pathname }
}

/** A copy, or how long it is and its digest, counted in pieces: nobody else waits while it is. */
async function cut(value: JsonObject): Promise<JsonObject> {
  if (isLight(value)) {
    const text = JSON.stringify(value)
    if (text.length <= LARGEST) return JSON.parse(text)
  }
  const pieces = (await jsonBytes(value, Number.POSITIVE_INFINITY)) ?? []
  const breathe = breather()
  const digest = createHash('sha256')
  let letters = 0
  for (const piece of pieces) {
    digest.update(piece)
    letters += Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('utf8').length
    await breathe()
  }
  return letters <= LARGEST ? JSON.parse(Buffer.concat(pieces).toString('utf8')) : { leftOut: true, letters, sha256: digest.digest('hex') }
}

/** As it stands: what is heavy is not copied before it is known whether it is kept. */
function plain(value: unknown): JsonObject {
  return value as JsonObject // requests and answers are objects of plain data
}

export function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject // as above
}
