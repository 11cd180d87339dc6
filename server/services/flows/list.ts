import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import type { RunStatus } from '@/flow/engine/status'
import { flow, lane, trigger, version } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { FLOW_ORDERS, FlowCursorSchema, inOrder, isKeyOf, newestRunOf } from './flow-order'
import { FLOW_STATES, isInState } from './flow-state'

export const ListFlowsInput = z
  .strictObject({
    /** Left out: every folder. Null: flows in no folder. */
    folderId: z.uuid().nullish(),
    search: z.string().trim().max(200).optional(),
    state: z.enum(FLOW_STATES).optional(),
    /** Last changed first, by name, or last run first. */
    order: z.enum(FLOW_ORDERS).default('changed'),
    limit: z.number().int().min(1).max(100).default(50),
    cursor: FlowCursorSchema.optional(),
  })
  .refine(({ order, cursor }) => cursor === undefined || isKeyOf(order, cursor.key), 'That is no place in this list.')

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

export type FlowListPage = {
  items: FlowListItem[]
  nextCursor: z.infer<typeof FlowCursorSchema> | null
  /** How many there are, said with the first page. */
  total: number | null
}

export async function listFlows({ actor }: Call, input: z.input<typeof ListFlowsInput>): Promise<FlowListPage> {
  demand(actor, 'flow.read')
  const { folderId, search, state, order, limit, cursor } = ListFlowsInput.parse(input)
  const filters: (SQL | undefined)[] = [eq(flow.workspaceId, actor.workspaceId), isNull(flow.deletedAt)]
  if (folderId !== undefined) filters.push(folderId === null ? isNull(flow.folderId) : eq(flow.folderId, folderId))
  if (search) filters.push(sql`position(lower(${search}) in lower(${flow.name})) > 0`)

  return inWorkspace(actor.workspaceId, async (tx) => {
    if (state) filters.push(isInState(tx, state))
    const { key, after, by } = inOrder(tx, order)
    // First which flows these are: what else is said of a flow is read for a page of them only.
    const page = tx
      .select({ id: flow.id, key: key.as('key'), place: sql<number>`row_number() over (order by ${sql.join(by, sql`, `)})`.as('place') })
      .from(flow)
      .where(and(...filters, cursor && after(cursor.key, cursor.id)))
      .orderBy(sql`3`)
      .limit(limit + 1)
      .as('page')
    const lastRun = newestRunOf(tx).as('last_run')
    const rows = await tx
      .select({
        id: flow.id,
        name: flow.name,
        folderId: flow.folderId,
        enabled: flow.enabled,
        paused: sql<boolean>`${lane.pausedAt} is not null`,
        liveVersion: version.number,
        updatedAt: flow.updatedAt,
        key: page.key,
        lastRun: { id: lastRun.id, status: lastRun.status, at: lastRun.at },
        triggers: triggersOf(version.graph),
        lookProblem: lookProblem(),
        asksForFiles: asksForFiles(version.graph),
      })
      .from(page)
      .innerJoin(flow, and(eq(flow.workspaceId, actor.workspaceId), eq(flow.id, page.id)))
      .leftJoin(version, and(eq(version.workspaceId, flow.workspaceId), eq(version.id, flow.liveVersionId)))
      .leftJoin(lane, and(eq(lane.workspaceId, flow.workspaceId), eq(lane.id, flow.id)))
      .leftJoinLateral(lastRun, sql`true`)
      .orderBy(page.place)
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map(({ lastRun, key: _, ...row }) => ({ ...row, ...(lastRun ? { lastRun } : {}) })),
      nextCursor: last ? { key: last.key, id: last.id } : null,
      total: cursor ? null : await tx.$count(flow, and(...filters)),
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
