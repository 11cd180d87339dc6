import type { Sql } from 'postgres'
import { manifest } from '@/connectors/manifest'
import type { RunEvent } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { eventsOf, type JournalEntry } from '@/flow/engine/journal-entry'
import { type Plan, planOf } from '@/flow/engine/plan'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import type { Graph } from '@/flow/graph/graph'
import { KINDS } from './kinds'
import type { Delivery } from './load'
import type { Done } from './sink'

/** What must not be, each with the first runs it was found at. All are to be empty. */
export type Findings = Record<(typeof PROMISES)[number], string[]>

export const PROMISES = [
  'not accepted',
  'accepted and lost',
  'one delivery, two runs',
  'not at its end',
  'ended otherwise than it should',
  'effect missing',
  'effect of nobody',
  'keyed effect twice',
  'unsafe effect twice',
  'finished step run again',
  'timer early',
  'journal broken',
  'cancel later than 10 s',
  'a process fell by itself',
] as const

export type Row = {
  id: string
  key: string
  status: RunStatus
  code: string | null
  nextSeq: number
  version: number
  versionId: string
  createdAt: Date
  finishedAt: Date | null
  cancelSeconds: number | null
}

type Facts = {
  sql: Sql
  deliveries: readonly Delivery[]
  done: ReadonlyMap<string, Done>
  cancelled: ReadonlySet<string>
  falls: readonly string[]
}

/** Compares what senders were promised, what the database says, what journals tell, and what happened outside. */
export async function findWrong({
  sql,
  deliveries,
  done,
  cancelled,
  falls,
}: Facts): Promise<{ findings: Findings; rows: Row[]; events: number }> {
  const findings = Object.fromEntries(PROMISES.map((promise) => [promise, []])) as unknown as Findings // one for each
  const rows = await sql<Row[]>`
    select run.id, delivery.key, run.status, run.error->>'code' as code, run.next_seq as "nextSeq", version.number as version,
      run.version_id as "versionId", run.created_at as "createdAt", run.finished_at as "finishedAt",
      extract(epoch from run.finished_at - run.cancel_requested_at)::float as "cancelSeconds"
    from run join version on version.id = run.version_id left join delivery on delivery.run_id = run.id`
  const byKey = new Map(rows.map((row) => [row.key, row]))
  if (byKey.size < rows.length) findings['one delivery, two runs'].push(`${rows.length} runs, ${byKey.size} deliveries`)

  for (const delivery of deliveries) {
    const { id, runId } = delivery
    const row = byKey.get(id)
    if (runId === null) findings['not accepted'].push(id)
    else if (row?.id !== runId) findings['accepted and lost'].push(id)
    if (delivery.twice) findings['one delivery, two runs'].push(id)
    if (row) checkEnd(findings, delivery, row, done, cancelled)
  }
  checkOutside(findings, done)
  findings['a process fell by itself'].push(...falls)
  const events = await checkJournals(sql, findings, rows)
  return { findings, rows, events }
}

function checkEnd(findings: Findings, { id, kind }: Delivery, row: Row, done: ReadonlyMap<string, Done>, cancelled: ReadonlySet<string>) {
  if (!isTerminal(row.status)) return void findings['not at its end'].push(`${id} is ${row.status}`)
  const wished = cancelled.has(row.id)
  const expected = kind === 'poison' ? row.code === 'quarantined' : row.status === 'succeeded'
  if (!expected && !(wished && row.status === 'cancelled'))
    findings['ended otherwise than it should'].push(`${id} ${row.status} ${row.code ?? ''}`)
  if ((row.cancelSeconds ?? 0) > 10) findings['cancel later than 10 s'].push(`${id} ${row.cancelSeconds?.toFixed(1)} s`)
  if (row.status !== 'succeeded') return
  for (const path of KINDS[kind].effects(id, row.version)) if (!done.has(path)) findings['effect missing'].push(path)
}

function checkOutside(findings: Findings, done: ReadonlyMap<string, Done>): void {
  for (const [path, { keys, calls, early }] of done) {
    if (path.endsWith('/never')) findings['effect of nobody'].push(path)
    if (path.startsWith('/unsafe/') ? calls > 1 : keys.size > 1)
      findings[path.startsWith('/unsafe/') ? 'unsafe effect twice' : 'keyed effect twice'].push(path)
    if (early) findings['timer early'].push(path)
  }
}

async function checkJournals(sql: Sql, findings: Findings, rows: readonly Row[]): Promise<number> {
  const plans = new Map<string, Plan>()
  let counted = 0
  for (let at = 0; at < rows.length; at += 200) {
    const batch = rows.slice(at, at + 200)
    const segments = await sql<{ runId: string; seq: number; events: JournalEntry[] }[]>`
      select run_id as "runId", seq, events from journal where run_id = any(${batch.map(({ id }) => id)}::uuid[]) order by run_id, seq`
    for (const row of batch) {
      const own = segments.filter(({ runId }) => runId === row.id)
      const events = own.flatMap(({ events }) => eventsOf(events))
      counted += events.length
      const plan = plans.get(row.versionId) ?? (await planOfVersion(sql, row.versionId))
      plans.set(row.versionId, plan)
      checkJournal(findings, row, events, plan)
      let next = 1
      for (const { seq, events } of own) {
        if (seq !== next) findings['journal broken'].push(`${row.key} has a gap at ${seq}`)
        next = seq + eventsOf(events).length
      }
      if (next !== row.nextSeq) findings['journal broken'].push(`${row.key} ends at ${next}, not ${row.nextSeq}`)
    }
  }
  return counted
}

function checkJournal(findings: Findings, row: Row, events: readonly RunEvent[], plan: Plan): void {
  const finished = new Set<string>()
  const wakeAt = new Map<string, number>()
  for (const event of events) {
    if ('step' in event && event.step !== undefined && finished.has(event.step) && event.type !== 'run.failed')
      findings['finished step run again'].push(`${row.key} ${event.step} ${event.type}`)
    if (event.type === 'step.completed') finished.add(event.step)
    // What else has a time has it as its deadline.
    if (event.type === 'wait.opened' && event.kind === 'timer' && event.wakeAt !== undefined) wakeAt.set(event.waitId, event.wakeAt)
    if (event.type === 'wait.closed' && event.at < (wakeAt.get(event.waitId) ?? 0)) findings['timer early'].push(`${row.key} ${event.step}`)
  }
  const start: RunEvent = { type: 'run.started', at: 0, triggerNodeId: 't', input: null }
  const { status } = fold(plan, [start, ...events])
  if (isTerminal(row.status) && status !== row.status) findings['journal broken'].push(`${row.key} folds to ${status}, not ${row.status}`)
}

async function planOfVersion(sql: Sql, id: string): Promise<Plan> {
  const [row] = await sql<{ graph: Graph }[]>`select graph from version where id = ${id}`
  if (!row) throw new Error('A version is gone')
  return planOf(row.graph, manifest)
}
