import { and, asc, between, eq, gte } from 'drizzle-orm'
import type { Graph } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { auditCheckpoint, auditEvent, auditLink, user, version, workspace } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { trustedKeys } from '../../governance/chain/keys'
import { auditedEvent, digestOf, GENESIS } from '../../governance/chain/link'
import { publicKeyText } from '../../governance/chain/signing-key'
import { addFileIds, approvalsOf, callsOf, filesWith, journalsOf, recordsOf } from '../../governance/receipt/read-records'
import type { ReceiptFile, SealPlace } from '../../governance/receipt/receipt-file'
import type { Actor } from '../actor'
import { notFound } from '../call'
import { anyFlowOf } from '../flows/flow-of'
import { versionOf } from '../versions/version-of'
import { cancellerOf } from './cancelled-by'
import { type RunRow, runOf } from './run-of'
import { startedBy } from './started-by'

/** `canceller`: who wished it to be cancelled, if anybody did. */
export type LoadedReceipt = { file: ReceiptFile; graph: Graph; run: RunRow; canceller: string | null }

/** Everything about a run as the database has it now. @throws ServiceError `not_found` */
export async function loadReceipt(tx: Tx, actor: Actor, id: string): Promise<LoadedReceipt> {
  const run = await runOf(tx, actor, id)
  const { workspaceId } = run
  const flow = await anyFlowOf(tx, actor, run.flowId)
  const ran = await versionOf(tx, actor, run.versionId)
  const [place] = await tx.select({ name: workspace.name }).from(workspace).where(eq(workspace.id, workspaceId))
  if (!place) throw notFound('run')
  const by = run.startedBy
  const [starter] = by.kind === 'member' ? await tx.select({ name: user.name }).from(user).where(eq(user.id, by.userId)) : []
  const journal: ReceiptFile['journal'] = []
  const fileIds = new Set<string>()
  // What is given up may stand for some hours more, but no longer as it was.
  for await (const { event } of journalsOf(tx, run.detailsRemovedAt ? [] : [run])) {
    journal.push(event)
    addFileIds(event, fileIds)
  }
  const file: ReceiptFile = {
    kind: 'receipt',
    format: 1,
    workspace: { id: workspaceId, name: place.name },
    run: {
      id,
      mode: run.mode,
      status: run.status,
      flow: { id: flow.id, name: flow.name },
      version: { id: ran.id, number: ran.number, hash: ran.hash },
      startedBy: by,
      starter: startedBy(by, starter?.name ?? null).label,
      createdAt: run.createdAt.toISOString(),
      startedAt: run.startedAt?.toISOString() ?? null,
      finishedAt: run.finishedAt?.toISOString() ?? null,
      detailsRemovedAt: run.detailsRemovedAt?.toISOString() ?? null,
    },
    graph: await storedGraph(tx, workspaceId, ran.id),
    journal,
    files: recordsOf(fileIds, await filesWith(tx, workspaceId, [...fileIds])),
    calls: run.detailsRemovedAt ? [] : ((await callsOf(tx, workspaceId, [id])).get(id) ?? []),
    exchanges: {},
    approvals: (await approvalsOf(tx, workspaceId, [id])).get(id) ?? [],
    seal: await sealOf(tx, workspaceId, id),
    publicKeys: trustedKeys().map((key) => ({ id: key.id, publicKey: publicKeyText(key) })),
  }
  return { file, graph: ran.graph, run, canceller: await cancellerOf(tx, run) }
}

/** Not as it reads today: the hash is of what was stored. */
async function storedGraph(tx: Tx, workspaceId: string, versionId: string): Promise<Json> {
  const [stored] = await tx
    .select({ graph: version.graph })
    .from(version)
    .where(and(eq(version.workspaceId, workspaceId), eq(version.id, versionId)))
  return (stored?.graph ?? null) as unknown as Json // from a JSON column: whatever its type says, it is that
}

async function sealOf(tx: Tx, workspaceId: string, runId: string): Promise<SealPlace | null> {
  const [sealed] = await tx
    .select({ event: auditEvent, seq: auditLink.seq, hash: auditLink.hash })
    .from(auditEvent)
    .innerJoin(auditLink, and(eq(auditLink.workspaceId, auditEvent.workspaceId), eq(auditLink.eventId, auditEvent.id)))
    .where(and(eq(auditEvent.workspaceId, workspaceId), eq(auditEvent.action, 'run.sealed'), eq(auditEvent.resourceId, runId)))
  if (!sealed) return null
  const { event, seq, hash } = sealed
  const [before] = await tx
    .select({ hash: auditLink.hash })
    .from(auditLink)
    .where(and(eq(auditLink.workspaceId, workspaceId), eq(auditLink.seq, seq - 1)))
  const [signed] = await tx
    .select()
    .from(auditCheckpoint)
    .where(and(eq(auditCheckpoint.workspaceId, workspaceId), gte(auditCheckpoint.seq, seq)))
    .orderBy(asc(auditCheckpoint.seq))
    .limit(1)
  return {
    event: auditedEvent(event),
    seq,
    hash,
    previous: before?.hash ?? GENESIS,
    following: signed ? await digestsBetween(tx, workspaceId, seq + 1, signed.seq) : [],
    checkpoint: signed ? { ...signed, at: signed.at.toISOString() } : null,
  }
}

async function digestsBetween(tx: Tx, workspaceId: string, from: number, to: number): Promise<string[]> {
  const rows = await tx
    .select({ event: auditEvent })
    .from(auditLink)
    .innerJoin(auditEvent, and(eq(auditEvent.workspaceId, auditLink.workspaceId), eq(auditEvent.id, auditLink.eventId)))
    .where(and(eq(auditLink.workspaceId, workspaceId), between(auditLink.seq, from, to)))
    .orderBy(asc(auditLink.seq))
  return rows.map(({ event }) => digestOf(auditedEvent(event)))
}
