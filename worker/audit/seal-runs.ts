import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { noteFiles } from '@/server/blobs/need-files'
import { auditEvent, run, version } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { auditRow } from '@/server/governance/audit'
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
  await tx.insert(auditEvent).values(events).onConflictDoNothing()
  await noteFiles(
    tx,
    workspaceId,
    [...fileIds].flatMap(([runId, named]) => [...named].filter((fileId) => files.has(fileId)).map((fileId) => ({ runId, fileId }))),
  )
  await tx
    .update(run)
    .set({ sealedAt: new Date() })
    .where(and(eq(run.workspaceId, workspaceId), inArray(run.id, ids)))
  return { more: ended.length === BATCH }
}
