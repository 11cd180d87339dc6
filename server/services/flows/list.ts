import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import type { RunStatus } from '@/flow/engine/status'
import { flow, lane, run, trigger, version } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { runsByFlow } from '../runs/runs-of'

export const ListFlowsInput = z.strictObject({
  /** Left out: every folder. Null: flows in no folder. */
  folderId: z.uuid().nullish(),
  search: z.string().trim().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,16}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional(),
})

export type FlowListItem = {
  id: string
  name: string
  folderId: string | null
  enabled: boolean
  paused: boolean
  liveVersion: number | null
  updatedAt: Date
  lastRun?: { id: string; status: RunStatus; at: Date }
  /** Node types of the live version's triggers; empty while nothing is published. */
  triggers: string[]
  /** Why its start can't look for what is new, in words. */
  lookProblem: string | null
  /** Its start by hand wants files. */
  asksForFiles: boolean
}

// Milliseconds: what a cursor can carry, and a Date too.
const changedMs = sql<number>`floor(extract(epoch from ${flow.updatedAt}) * 1000)::bigint`

/** Last changed first. */
export async function listFlows(
  { actor }: Call,
  input: z.input<typeof ListFlowsInput>,
): Promise<{ items: FlowListItem[]; nextCursor: string | null }> {
  demand(actor, 'flow.read')
  const { folderId, search, limit, cursor } = ListFlowsInput.parse(input)
  const filters: (SQL | undefined)[] = [eq(flow.workspaceId, actor.workspaceId), isNull(flow.deletedAt)]
  if (folderId !== undefined) filters.push(folderId === null ? isNull(flow.folderId) : eq(flow.folderId, folderId))
  if (search) filters.push(sql`position(lower(${search}) in lower(${flow.name})) > 0`)
  if (cursor) {
    const [ms, id] = cursor.split(':')
    filters.push(sql`(${changedMs}, ${flow.id}) < (${ms}::bigint, ${id}::uuid)`)
  }

  return inWorkspace(actor.workspaceId, async (tx) => {
    const lastRun = tx
      .select({ id: run.id, status: run.status, at: run.createdAt })
      .from(runsByFlow(tx))
      .where(and(eq(run.workspaceId, flow.workspaceId), eq(run.flowId, flow.id)))
      .orderBy(desc(run.id))
      .limit(1)
      .as('last_run')
    const rows = await tx
      .select({
        id: flow.id,
        name: flow.name,
        folderId: flow.folderId,
        enabled: flow.enabled,
        paused: sql<boolean>`${lane.pausedAt} is not null`,
        liveVersion: version.number,
        updatedAt: flow.updatedAt,
        changedMs,
        lastRun: { id: lastRun.id, status: lastRun.status, at: lastRun.at },
        triggers: triggersOf(version.graph),
        lookProblem: lookProblem(),
        asksForFiles: asksForFiles(version.graph),
      })
      .from(flow)
      .leftJoin(version, and(eq(version.workspaceId, flow.workspaceId), eq(version.id, flow.liveVersionId)))
      .leftJoin(lane, and(eq(lane.workspaceId, flow.workspaceId), eq(lane.id, flow.id)))
      .leftJoinLateral(lastRun, sql`true`)
      .where(and(...filters))
      .orderBy(desc(changedMs), desc(flow.id))
      .limit(limit + 1)
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    return {
      items: page.map(({ lastRun, changedMs: _, ...row }) => ({ ...row, ...(lastRun ? { lastRun } : {}) })),
      nextCursor: last ? `${last.changedMs}:${last.id}` : null,
    }
  })
}

const TRIGGER_TYPES = Object.values(manifest.nodes).flatMap((node) => (node.kind === 'trigger' ? node.type : []))

function triggersOf(graph: typeof version.graph): SQL<string[]> {
  return sql`array(select distinct node->>'type' from jsonb_array_elements(coalesce(${graph}->'nodes', '[]')) node
    where node->>'type' = any (${sql.param(TRIGGER_TYPES)}) order by 1)`
}

function asksForFiles(graph: typeof version.graph): SQL<boolean> {
  return sql`exists (select from jsonb_array_elements(coalesce(${graph}->'nodes', '[]')) node
    where node->>'type' = 'trigger.manual' and node->'params'->>'asks' = 'files')`
}

function lookProblem(): SQL<string | null> {
  return sql<string | null>`(select ${trigger.look}->>'problem' from ${trigger}
    where ${trigger.workspaceId} = ${flow.workspaceId} and ${trigger.flowId} = ${flow.id} and ${trigger.enabled} and ${trigger.look}->>'problem' is not null
    limit 1)`
}
