import { createHash } from 'node:crypto'
import { NodeError } from '@/flow/define/node-error'
import { frameOf, nodeOf } from '@/flow/engine/step'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { type Change, differences, isSame } from '@/flow/what-if/json-diff'
import type { outsideCall } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { openCall } from '@/server/governance/receipt/call-record'
import { idempotencyKey } from '../../engine/idempotency-key'
import { AsThen, Untold } from './untold'

type Row = typeof outsideCall.$inferSelect
type Capability = Row['capability']

/** A call as the draft would make it. `place`: method, host and path of a request. */
export type AskedCall = {
  step: string
  capability: Capability
  asked: JsonObject
  place: JsonObject | null
  connectionId: string | null
  reads: boolean
}

/** What would be asked otherwise than it was. Nothing of it is asked. */
export type CallDifference = {
  step: string
  capability: Capability | 'flow' | 'state'
  kind: 'changed' | 'new' | 'gone'
  reads: boolean
  /** Of a request; null for mails and models. */
  place: JsonObject | null
  asked: JsonObject
  changes: Change[]
}

type Which = { workspaceId: string; runId: string }

type Opened = { row: Row; asked: Json; answer: Json | undefined; error: { code: string; message: string } | null }

/** More of other iterations is not searched for a call that moved. */
const MOST_ELSEWHERE = 500

/**
 * Answers the calls of a run from its record. A call is the recorded one when it asks the very same: in the same step, or, as a
 * list may have moved, in another iteration of it. One that changes something and asks a little else gets the answer of then,
 * and the difference is noted; one that only asks, or was never made, has no answer that anybody could know.
 */
export class RecordedCalls {
  readonly differences: CallDifference[] = []
  readonly #run: Which
  readonly #byStep: Map<string, Row[]>
  readonly #used = new Set<string>()
  readonly #opened = new Map<string, Promise<Opened>>()

  constructor(run: Which, rows: readonly Row[]) {
    this.#run = run
    this.#byStep = lastAttempts(rows)
  }

  has(step: string, capability: Capability): boolean {
    return this.#byStep.get(step)?.some((row) => row.capability === capability) ?? false
  }

  /** The step does just what it did. */
  countAll(step: string): void {
    for (const { id } of this.#byStep.get(step) ?? []) this.#used.add(id)
  }

  /** @throws Untold @throws AsThen @throws NodeError as it was recorded */
  async answer(call: AskedCall): Promise<Json> {
    const same = (await this.#find(this.#unused(call), call)) ?? (await this.#find(this.#elsewhere(call), call))
    if (same) return this.#answerOf(same)
    const { step, capability, asked, place, reads } = call
    const near = reads ? undefined : this.#unused(call).find((row) => place === null || isNear(row.summary, place))
    // What a step does upon an answer that is not quite its own says nothing: it is left at what it gave.
    if (!near && this.assumes(step)) throw new AsThen()
    if (!near) {
      const before = this.#unused(call)[0]
      const changes = before && reads ? differences(asChanged((await this.#open(before)).asked), asked) : []
      if (before) this.#used.add(before.id)
      this.differences.push({ step, capability, kind: before ? 'changed' : 'new', reads, place, asked, changes })
      throw new Untold(reads ? 'It asks something that nobody asked then.' : 'It does something that was not done then.')
    }
    const opened = await this.#open(near)
    const through =
      near.connectionId === call.connectionId ? [] : [{ path: ['account'], before: near.connectionId, after: call.connectionId }]
    const changes = isCut(opened.asked) ? [] : differences(opened.asked, asked)
    this.differences.push({ step, capability, kind: 'changed', reads, place, asked, changes: [...through, ...changes] })
    return this.#answerOf(opened)
  }

  /** Something that is done inside KAOS, with something else than then, or at all. @throws AsThen @throws Untold */
  doInside(step: string, capability: 'flow' | 'state', asked: JsonObject, wasThere: boolean): never {
    this.differences.push({ step, capability, kind: wasThere ? 'changed' : 'new', reads: false, place: null, asked, changes: [] })
    if (wasThere) throw new AsThen()
    throw new Untold('It does something that was not done then.')
  }

  /** Whether a step got an answer to something else than it asks. */
  assumes(step: string): boolean {
    return this.differences.some((difference) => difference.step === step && difference.kind === 'changed' && !difference.reads)
  }

  /** What changed something then, and would not be done any more. */
  async left(isOver: (step: string) => boolean): Promise<CallDifference[]> {
    const rows = [...this.#byStep.values()].flat().filter((row) => !this.#used.has(row.id) && !isReading(row) && isOver(row.step))
    return rows.map(({ step, capability, summary }) => ({
      step,
      capability,
      kind: 'gone',
      reads: false,
      place: capability === 'http' ? summary : null,
      asked: summary,
      changes: [],
    }))
  }

  #unused({ step, capability }: AskedCall): Row[] {
    return (this.#byStep.get(step) ?? []).filter((row) => row.capability === capability && !this.#used.has(row.id))
  }

  /** Other iterations of the same node; a step outside of loops has none. */
  #elsewhere({ step, capability, place }: AskedCall): Row[] {
    if (frameOf(step) === '') return []
    return [...this.#byStep]
      .filter(([other]) => other !== step && nodeOf(other) === nodeOf(step))
      .flatMap(([, rows]) => rows)
      .filter((row) => row.capability === capability && !this.#used.has(row.id) && (place === null || isNear(row.summary, place)))
      .slice(0, MOST_ELSEWHERE)
  }

  async #find(rows: readonly Row[], { step, asked, connectionId }: AskedCall): Promise<Opened | undefined> {
    for (const row of rows) {
      if (row.connectionId !== connectionId) continue
      const opened = await this.#open(row)
      if (
        isCut(opened.asked)
          ? opened.asked.sha256 === sha256(asked)
          : isSame(plain(opened.asked, row), plain(asked, { runId: this.#run.runId, step }))
      )
        return opened
    }
    return undefined
  }

  #answerOf({ row, answer, error }: Opened): Json {
    this.#used.add(row.id)
    if (error) throw new NodeError(error.code, error.message, { retry: false })
    if (answer === undefined) throw new Untold('The answer was too large to be kept on record.')
    return answer
  }

  #open(row: Row): Promise<Opened> {
    const known = this.#opened.get(row.id)
    if (known) return known
    const opening = inWorkspace(this.#run.workspaceId, (tx) => openCall(tx, row)).then((record) => openedFrom(row, record))
    this.#opened.set(row.id, opening)
    return opening
  }
}

/** Every step sends a key of its own: the same request in another iteration has another. */
function plain(asked: Json, { runId, step }: { runId: string; step: string }): Json {
  return JSON.parse(JSON.stringify(asked).replaceAll(idempotencyKey(runId, step), 'key'))
}

/** Calls of attempts that were given up led nowhere. */
function lastAttempts(rows: readonly Row[]): Map<string, Row[]> {
  const byStep = new Map<string, Row[]>()
  for (const row of rows) {
    const known = byStep.get(row.step)
    const attempt = known?.[0]?.attempt ?? 0
    if (row.attempt > attempt) byStep.set(row.step, [row])
    else if (row.attempt === attempt) known?.push(row)
  }
  return byStep
}

function openedFrom(row: Row, record: Json): Opened {
  const { asked = null, answer, error } = isJsonObject(record) ? record : {}
  const failure = isJsonObject(error) ? { code: String(error.code), message: String(error.message) } : null
  return { row, asked, answer, error: failure }
}

/** A request too large for the record left its digest there. */
function sha256(asked: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
}

function isCut(recorded: Json): recorded is JsonObject {
  return isJsonObject(recorded) && recorded.leftOut === true && typeof recorded.sha256 === 'string'
}

function asChanged(recorded: Json): Json {
  return isCut(recorded) ? {} : recorded
}

function isNear(summary: JsonObject, { method, host, path }: JsonObject): boolean {
  return summary.method === method && summary.host === host && summary.path === path
}

function isReading({ capability, summary }: Row): boolean {
  return capability === 'model' || (capability === 'http' && (summary.method === 'GET' || summary.method === 'HEAD'))
}
