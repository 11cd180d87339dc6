import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { noteFiles } from '@/server/blobs/need-files'
import { uuids } from '@/server/db/is-one-of'
import { run, version } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { type AuditRow, auditRow } from '@/server/governance/audit'
import { addFileIds, approvalsOf, callsOf, filesWith, journalsOf, recordsOf } from '@/server/governance/receipt/read-records'
import { digestOfList, ListDigest, type RunSeal, sealOfCalls } from '@/server/governance/receipt/run-seal'
import type { Actor } from '@/server/services/actor'

const BATCH = 100

/** Writes the seal of runs that have ended into the audit, once each: the mark on the run and the event stand or fall together. */
export async function sealEndedRuns(tx: Tx, workspaceId: string): Promise<{ more: boolean }> {
  const ended = await tx
    .select({
      id: run.id,
      workspaceId: run.workspaceId,
      flowId: run.flowId,
      versionId: run.versionId,
      versionHash: version.hash,
      mode: run.mode,
      status: run.status,
      startedBy: run.startedBy,
      startedAt: run.startedAt,
      triggerNodeId: run.triggerNodeId,
      input: run.input,
    })
    .from(run)
    .innerJoin(version, and(eq(version.workspaceId, run.workspaceId), eq(version.id, run.versionId)))
    .where(and(eq(run.workspaceId, workspaceId), isNotNull(run.finishedAt), isNull(run.sealedAt)))
    .orderBy(asc(run.id))
    .limit(BATCH)
  if (ended.length === 0) return { more: false }

  const ids = ended.map(({ id }) => id)
  const journals = new Map(ids.map((id) => [id, new ListDigest()]))
  const fileIds = new Map(ids.map((id) => [id, new Set<string>()]))
  for await (const { runId, event } of journalsOf(tx, ended)) {
    journals.get(runId)?.add(event)
    addFileIds(event, fileIds.get(runId) ?? new Set())
  }
  const files = await filesWith(
    tx,
    workspaceId,
    [...fileIds.values()].flatMap((named) => [...named]),
  )
  const [calls, approvals] = [await callsOf(tx, workspaceId, ids), await approvalsOf(tx, workspaceId, ids)]

  const actor: Actor = { kind: 'system', workspaceId, reason: 'The run ended' }
  const events = ended.map(({ id, flowId, versionId, versionHash, mode, status, startedBy }) => {
    const journal = (journals.get(id) ?? new ListDigest()).done()
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
  await writeSeals(tx, workspaceId, events)
  return { more: ended.length === BATCH }
}

/** One statement, and one parameter a column: this is done for every run there is. */
async function writeSeals(tx: Tx, workspaceId: string, events: readonly AuditRow[]): Promise<void> {
  const texts = (of: (event: AuditRow) => string) => events.map(of).join(SEPARATOR)
  const ofRuns = uuids(events.map(({ resourceId }) => resourceId))
  await tx.execute(sql`
    with sealed as (
      insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
      select id, ${workspaceId}::uuid, actor::jsonb, 'run.sealed', 'run', resource_id, detail::jsonb from unnest(
        ${uuids(events.map(({ id }) => id))}::uuid[],
        string_to_array(${texts(({ actor }) => JSON.stringify(actor))}, ${SEPARATOR}),
        ${ofRuns}::text[],
        string_to_array(${texts(({ detail }) => JSON.stringify(detail))}, ${SEPARATOR})
      ) as event (id, actor, resource_id, detail)
      on conflict do nothing
    )
    update run set sealed_at = now() where workspace_id = ${workspaceId} and id = any(${ofRuns}::uuid[])`)
}

/** JSON text never holds it: control characters are escaped there. */
const SEPARATOR = '\x1e'
