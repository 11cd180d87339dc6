import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { FileRefSchema } from '@/flow/define/file-ref'
import type { RunEvent } from '@/flow/engine/events'
import { eventsOf, type JournalEntry } from '@/flow/engine/journal-entry'
import type { Json } from '@/flow/json'
import { isOneOf } from '../../db/is-one-of'
import { approvalDecision, blob, journal, outsideCall, type run, wait } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { ApprovalRecord, CallRecord, FileRecord } from './run-seal'

const SEGMENTS_AT_ONCE = 200

export type StartedRun = Pick<typeof run.$inferSelect, 'id' | 'workspaceId' | 'startedAt' | 'triggerNodeId' | 'input'>

/** Every event of these runs, run by run in order, without holding more than some segments. */
export async function* journalsOf(tx: Tx, runs: readonly StartedRun[]): AsyncGenerator<{ runId: string; event: RunEvent }> {
  const [first] = runs
  if (!first) return
  for (const { id, startedAt, triggerNodeId, input } of runs) {
    // Event 0 is the run row itself.
    if (startedAt) yield { runId: id, event: { type: 'run.started', at: startedAt.getTime(), triggerNodeId, input } }
  }
  const ids = runs.map(({ id }) => id)
  let last: { runId: string; seq: number } | null = null
  for (;;) {
    const after = last && sql`(${journal.runId}, ${journal.seq}) > (${last.runId}, ${last.seq})`
    const segments: { runId: string; seq: number; events: JournalEntry[] }[] = await tx
      .select({ runId: journal.runId, seq: journal.seq, events: journal.events })
      .from(journal)
      .where(and(eq(journal.workspaceId, first.workspaceId), isOneOf(journal.runId, ids), after ?? undefined))
      .orderBy(asc(journal.runId), asc(journal.seq))
      .limit(SEGMENTS_AT_ONCE)
    for (const { runId, events } of segments) for (const event of eventsOf(events)) yield { runId, event }
    last = segments.at(-1) ?? null
    if (segments.length < SEGMENTS_AT_ONCE) return
  }
}

const MOST_FILES = 1_000

/** Gathers the files that events name, the first thousand of a run. */
export function addFileIds(whole: Json, ids: Set<string>): void {
  const left = [whole]
  while (left.length > 0 && ids.size < MOST_FILES) {
    const value = left.pop() ?? null
    if (typeof value !== 'object' || value === null) continue
    const file = '$file' in value ? FileRefSchema.safeParse(value) : null
    if (file?.success) ids.add(file.data.$file.id)
    else for (const inner of Object.values(value).reverse()) left.push(inner)
  }
}

const FILES_AT_ONCE = 5_000

/** What the workspace keeps under these ids, by id; what is not there any more is left out. */
export async function filesWith(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, FileRecord>> {
  const { id, name, contentType, size, sha256 } = blob
  const files = new Map<string, FileRecord>()
  const known = ids.filter((each) => z.uuid().safeParse(each).success)
  for (let from = 0; from < known.length; from += FILES_AT_ONCE) {
    const rows = await tx
      .select({ id, name, contentType, size, sha256 })
      .from(blob)
      .where(and(eq(blob.workspaceId, workspaceId), inArray(id, known.slice(from, from + FILES_AT_ONCE))))
    for (const row of rows) files.set(row.id, row)
  }
  return files
}

export function recordsOf(ids: ReadonlySet<string>, files: ReadonlyMap<string, FileRecord>): FileRecord[] {
  return [...ids].sort().flatMap((id) => files.get(id) ?? [])
}

/** Calls to the outside, by run. */
export async function callsOf(tx: Tx, workspaceId: string, runIds: readonly string[]): Promise<Map<string, CallRecord[]>> {
  const rows = await tx
    .select()
    .from(outsideCall)
    .where(and(eq(outsideCall.workspaceId, workspaceId), isOneOf(outsideCall.runId, runIds)))
    .orderBy(asc(outsideCall.id))
  return grouped(
    rows.map((row) => {
      const { id, runId, step, attempt, capability, summary, connectionId, sandbox, digest, at, durationMs } = row
      const call = {
        id,
        step,
        attempt,
        capability,
        summary,
        connectionId,
        sandbox: sandbox !== 0,
        digest,
        at: at.toISOString(),
        durationMs,
      }
      return [runId, call]
    }),
  )
}

/** Questions put to people, with what they said, by run. */
export async function approvalsOf(tx: Tx, workspaceId: string, runIds: readonly string[]): Promise<Map<string, ApprovalRecord[]>> {
  const rows = await tx
    .select({ waitId: wait.id, runId: wait.runId, step: wait.step, request: wait.request, decision: approvalDecision })
    .from(wait)
    .leftJoin(approvalDecision, and(eq(approvalDecision.workspaceId, wait.workspaceId), eq(approvalDecision.waitId, wait.id)))
    .where(and(eq(wait.workspaceId, workspaceId), isOneOf(wait.runId, runIds), eq(wait.kind, 'approval')))
    .orderBy(asc(wait.id), asc(approvalDecision.id))
  const byRun = new Map<string, Map<string, ApprovalRecord>>()
  for (const { waitId, runId, step, request, decision } of rows) {
    const ofRun = byRun.get(runId) ?? new Map<string, ApprovalRecord>()
    byRun.set(runId, ofRun)
    const record = ofRun.get(waitId) ?? { waitId, step, request: asJson(request), decisions: [] }
    ofRun.set(waitId, record)
    if (decision) record.decisions.push(decisionRecord(decision))
  }
  return new Map([...byRun].map(([runId, records]) => [runId, [...records.values()]]))
}

function decisionRecord(row: typeof approvalDecision.$inferSelect): ApprovalRecord['decisions'][number] {
  const { id, decider, deciderName, decision, comment, edits, via, at } = row
  return { id, decider, name: deciderName, decision, comment, edits, via, at: at.toISOString() }
}

/** From a JSON column: whatever its type says, it is that. */
function asJson(value: unknown): Json {
  return (value ?? null) as Json
}

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}
