import { and, eq, sql } from 'drizzle-orm'
import { noteFiles } from '@/server/blobs/need-files'
import { isOneOf, plainList } from '@/server/db/is-one-of'
import { run, unsealedRun } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { auditRow } from '@/server/governance/audit'
import type { EventRow } from '@/server/governance/chain/link'
import { addFileIds, approvalsOf, callsOf, filesWith, journalsOf, recordsOf } from '@/server/governance/receipt/read-records'
import { digestOfList, ListDigest, type RunSeal, sealOfCalls } from '@/server/governance/receipt/run-seal'
import type { Actor } from '@/server/services/actor'
import { appendLinks, type Head } from './link-events'

/** So many share what a transaction costs; a chain is at rest again within a moment. */
const BATCH = 400

/**
 * Writes the seal of runs that have ended into the audit, once each, and links it: what is owed goes with the event that pays
 * it. Nobody else knows of these events yet, so they are linked as they were written, and not read again.
 */
export async function sealEndedRuns(tx: Tx, workspaceId: string, head: Head): Promise<{ more: boolean; head: Head }> {
  const owed = await owedSeals(tx, workspaceId)
  if (owed.length === 0) return { more: false, head }

  const ids = owed.map(({ id }) => id)
  const journals = new Map<string, RunSeal['journal']>()
  for (const { id, count, digest } of owed) if (count && digest) journals.set(id, { count, digest })
  const fileIds = new Map<string, Set<string>>()
  const unread = ids.filter((id) => !journals.has(id))
  for (const [id, read] of unread.length > 0 ? await readJournals(tx, workspaceId, unread) : []) {
    journals.set(id, read.journal)
    fileIds.set(id, read.fileIds)
  }
  const files = await filesWith(
    tx,
    workspaceId,
    [...fileIds.values()].flatMap((named) => [...named]),
  )
  const [calls, approvals] = [await callsOf(tx, workspaceId, ids), await approvalsOf(tx, workspaceId, ids)]

  const actor: Actor = { kind: 'system', workspaceId, reason: 'The run ended' }
  const events = owed.flatMap((ended) => {
    if (ended.flowId === null) return []
    const { id, flowId, mode, startedBy, status, versionHash, versionId } = ended
    // In the order of their names, as they are hashed: nobody has to put them in order first.
    const seal: RunSeal = {
      approvals: digestOfList(approvals.get(id) ?? []),
      calls: sealOfCalls(calls.get(id) ?? []),
      files: digestOfList(recordsOf(fileIds.get(id) ?? new Set(), files)),
      flowId,
      journal: journals.get(id) ?? digestOfList([]),
      mode,
      startedBy,
      status,
      versionHash,
      versionId,
    }
    return [auditRow(actor, 'run.sealed', { type: 'run', id }, seal)]
  })
  await noteFiles(
    tx,
    workspaceId,
    [...fileIds].flatMap(([runId, named]) => [...named].filter((fileId) => files.has(fileId)).map((fileId) => ({ runId, fileId }))),
  )
  const written = await writeSeals(tx, workspaceId, events)
  await tx.delete(unsealedRun).where(and(eq(unsealedRun.workspaceId, workspaceId), isOneOf(unsealedRun.runId, ids)))
  return { more: owed.length === BATCH, head: await appendLinks(tx, workspaceId, head, written) }
}

/** `flowId` is null where the run is gone: nothing can be said of it any more. */
type OwedSeal = { id: string; count: number | null; digest: string | null } & (
  | Pick<RunSeal, 'flowId' | 'mode' | 'startedBy' | 'status' | 'versionHash' | 'versionId'>
  | { flowId: null }
)

/** What is owed first, whose it is after: so each is looked up, however many runs there are. */
async function owedSeals(tx: Tx, workspaceId: string): Promise<OwedSeal[]> {
  return tx.execute<OwedSeal>(sql`
    select owed.run_id as id, owed.events as count, owed.digest, run.flow_id as "flowId", run.version_id as "versionId",
      version.hash as "versionHash", run.mode, run.status, run.started_by as "startedBy"
    from (select * from unsealed_run where workspace_id = ${workspaceId} order by run_id limit ${BATCH}) as owed
    left join run on run.workspace_id = owed.workspace_id and run.id = owed.run_id
    left join version on version.workspace_id = run.workspace_id and version.id = run.version_id
    order by owed.run_id`)
}

type ReadJournal = { journal: RunSeal['journal']; fileIds: Set<string> }

/** Of runs whose worker did not know all of their journal, or which name files. */
async function readJournals(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, ReadJournal>> {
  const started = await tx
    .select({ id: run.id, workspaceId: run.workspaceId, startedAt: run.startedAt, triggerNodeId: run.triggerNodeId, input: run.input })
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), isOneOf(run.id, ids)))
  const reading = new Map(started.map(({ id }) => [id, { digest: new ListDigest(), fileIds: new Set<string>() }]))
  for await (const { runId, event } of journalsOf(tx, started)) {
    const read = reading.get(runId)
    if (!read) continue
    read.digest.add(event)
    addFileIds(event, read.fileIds)
  }
  return new Map([...reading].map(([id, { digest, fileIds }]) => [id, { journal: digest.done(), fileIds }]))
}

/** One statement, and one parameter a column: this is done for every run there is. Gives what was written: a run is sealed once. */
async function writeSeals(tx: Tx, workspaceId: string, events: readonly SealEvent[]): Promise<EventRow[]> {
  const [first] = events
  if (!first) return []
  const rows = await tx.execute<{ id: string; at: string }>(sql`
    insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
    select id, ${workspaceId}::uuid, ${JSON.stringify(first.actor)}::text::jsonb, 'run.sealed', 'run', resource_id, detail::jsonb from unnest(
      ${plainList(events.map(({ id }) => id))}::uuid[],
      ${plainList(events.map(({ resourceId }) => resourceId))}::text[],
      string_to_array(${events.map(({ detail }) => JSON.stringify(detail)).join(SEPARATOR)}, ${SEPARATOR})
    ) as event (id, resource_id, detail)
    on conflict do nothing
    returning id, at::text as at`)
  // All of one transaction, so at one time.
  const at = new Date(rows[0]?.at ?? 0)
  const written = new Set(rows.map(({ id }) => id))
  return events.filter(({ id }) => written.has(id)).map((event) => ({ ...event, at }))
}

type SealEvent = Omit<EventRow, 'at'>

/** JSON text never holds it: control characters are escaped there. */
const SEPARATOR = '\x1e'
