import { and, asc, eq, sql } from 'drizzle-orm'
import { noteFiles } from '@/server/blobs/need-files'
import { isOneOf, uuids } from '@/server/db/is-one-of'
import { run, unsealedRun, version } from '@/server/db/schema'
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
  const owed = await tx
    .select({ runId: unsealedRun.runId, count: unsealedRun.events, digest: unsealedRun.digest })
    .from(unsealedRun)
    .where(eq(unsealedRun.workspaceId, workspaceId))
    .orderBy(asc(unsealedRun.runId))
    .limit(BATCH)
  if (owed.length === 0) return { more: false, head }

  const ids = owed.map(({ runId }) => runId)
  const ended = await tx
    .select({
      id: run.id,
      flowId: run.flowId,
      versionId: run.versionId,
      versionHash: version.hash,
      mode: run.mode,
      status: run.status,
      startedBy: run.startedBy,
    })
    .from(run)
    .innerJoin(version, and(eq(version.workspaceId, run.workspaceId), eq(version.id, run.versionId)))
    .where(and(eq(run.workspaceId, workspaceId), isOneOf(run.id, ids)))
    .orderBy(asc(run.id))
  const journals = new Map(owed.flatMap(({ runId, count, digest }) => (count && digest ? [[runId, { count, digest }]] : [])))
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
  const events = ended.map(({ id, flowId, versionId, versionHash, mode, status, startedBy }) => {
    const journal = journals.get(id) ?? digestOfList([])
    const sealed = {
      calls: sealOfCalls(calls.get(id) ?? []),
      approvals: digestOfList(approvals.get(id) ?? []),
      files: digestOfList(recordsOf(fileIds.get(id) ?? new Set(), files)),
    }
    const seal: RunSeal = { flowId, versionId, versionHash, mode, status, startedBy, journal, ...sealed }
    return auditRow(actor, 'run.sealed', { type: 'run', id }, seal)
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
  const texts = (of: (event: SealEvent) => string) => events.map(of).join(SEPARATOR)
  const rows = await tx.execute<{ id: string; at: string }>(sql`
    insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
    select id, ${workspaceId}::uuid, actor::jsonb, 'run.sealed', 'run', resource_id, detail::jsonb from unnest(
      ${uuids(events.map(({ id }) => id))}::uuid[],
      string_to_array(${texts(({ actor }) => JSON.stringify(actor))}, ${SEPARATOR}),
      ${uuids(events.map(({ resourceId }) => resourceId))}::text[],
      string_to_array(${texts(({ detail }) => JSON.stringify(detail))}, ${SEPARATOR})
    ) as event (id, actor, resource_id, detail)
    on conflict do nothing
    returning id, at::text as at`)
  const at = new Map(rows.map((row) => [row.id, new Date(row.at)]))
  return events.flatMap((event) => {
    const written = at.get(event.id)
    return written ? [{ ...event, at: written }] : []
  })
}

type SealEvent = Omit<EventRow, 'at'>

/** JSON text never holds it: control characters are escaped there. */
const SEPARATOR = '\x1e'
