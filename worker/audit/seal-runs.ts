import { and, eq, sql } from 'drizzle-orm'
import { noteFiles } from '@/server/blobs/need-files'
import { isOneOf, plainList } from '@/server/db/is-one-of'
import { run } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { auditRow } from '@/server/governance/audit'
import type { EventRow } from '@/server/governance/chain/link'
import { addFileIds, approvalsOf, callsOf, filesWith, journalsOf, recordsOf } from '@/server/governance/receipt/read-records'
import { digestOfList, ListDigest, type RunSeal, type SealDetail, sealOfCalls } from '@/server/governance/receipt/run-seal'
import type { Actor } from '@/server/services/actor'
import { type Head, linksOf } from './link-events'

/** So many share what a transaction costs; a chain is at rest again within a moment. */
const BATCH = 1_000

/**
 * Writes the seal of runs that have ended into the audit, once each, and links it: what is owed goes with the event that pays
 * it. Nobody else knows of these events yet, so they are linked by the statement that writes them, and not read again.
 */
export async function sealEndedRuns(tx: Tx, workspaceId: string, head: Head, now: Date): Promise<{ more: boolean; head: Head }> {
  const owed = await takeOwed(tx, workspaceId)
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
    const [asked, called, named] = [approvals.get(id), calls.get(id), recordsOf(fileIds.get(id) ?? new Set(), files)]
    // In the order of their names, as they are hashed: nobody has to put them in order first.
    const seal: SealDetail = {
      ...(asked && { approvals: digestOfList(asked) }),
      ...(called && { calls: sealOfCalls(called) }),
      ...(named.length > 0 && { files: digestOfList(named) }),
      flowId,
      journal: journals.get(id) ?? digestOfList([]),
      mode,
      startedBy,
      status,
      versionHash,
      versionId,
    }
    return [{ ...auditRow(actor, 'run.sealed', { type: 'run', id }, seal), at: now }]
  })
  await noteFiles(
    tx,
    workspaceId,
    [...fileIds].flatMap(([runId, named]) => [...named].filter((fileId) => files.has(fileId)).map((fileId) => ({ runId, fileId }))),
  )
  return { more: owed.length === BATCH, head: await writeSeals(tx, workspaceId, head, events) }
}

/** `flowId` is null where the run is gone, and nothing can be said of it any more, or where it was sealed before. */
type OwedSeal = { id: string; count: number | null; digest: string | null } & (
  | Pick<RunSeal, 'flowId' | 'mode' | 'startedBy' | 'status' | 'versionHash' | 'versionId'>
  | { flowId: null }
)

/** Takes what is owed away, and looks each up whose it is: however many runs there are. A version's hash is looked up once. */
async function takeOwed(tx: Tx, workspaceId: string): Promise<OwedSeal[]> {
  return tx.execute<OwedSeal>(sql`
    with owed as (
      delete from unsealed_run where ctid = any(array(
        select ctid from unsealed_run where workspace_id = ${workspaceId} order by run_id limit ${BATCH}
      )) returning workspace_id, run_id, events, digest
    ), found as (
      select owed.run_id as id, owed.events as count, owed.digest, run.workspace_id, run.flow_id, run.version_id, run.mode, run.status, run.started_by
      from owed left join run on run.workspace_id = owed.workspace_id and run.id = owed.run_id and not exists (
        select from audit_event e where e.workspace_id = owed.workspace_id and e.resource_id = owed.run_id::text and e.action = 'run.sealed'
      )
    ), versions as materialized (
      select version.id, version.hash from (select distinct workspace_id, version_id from found) as its
      join version on version.workspace_id = its.workspace_id and version.id = its.version_id
    )
    select found.id, count, digest, flow_id as "flowId", version_id as "versionId", versions.hash as "versionHash",
      mode, status, started_by as "startedBy"
    from found left join versions on versions.id = found.version_id order by found.id`)
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

/** Events and links in one statement, and one parameter a column: this is done for every run there is. Gives the new head. */
async function writeSeals(tx: Tx, workspaceId: string, head: Head, events: readonly EventRow[]): Promise<Head> {
  const [first] = events
  if (!first) return head
  const links = linksOf(head, events)
  await tx.execute(sql`
    with seal as (
      select * from unnest(
        ${plainList(links.map(({ seq }) => seq))}::bigint[],
        ${plainList(links.map(({ hash }) => hash))}::text[],
        ${plainList(events.map(({ id }) => id))}::uuid[],
        ${plainList(events.map(({ resourceId }) => resourceId))}::text[],
        string_to_array(${events.map(({ detail }) => JSON.stringify(detail)).join(SEPARATOR)}, ${SEPARATOR})
      ) as seal (seq, hash, id, resource_id, detail)
    ), written as (
      insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
      select id, ${workspaceId}::uuid, ${JSON.stringify(first.actor)}::text::jsonb, 'run.sealed', 'run', resource_id, detail::jsonb from seal
    )
    insert into audit_link (workspace_id, seq, hash, event_id) select ${workspaceId}::uuid, seq, hash, id from seal`)
  return links.at(-1) ?? head
}

/** JSON text never holds it: control characters are escaped there. */
const SEPARATOR = '\x1e'
