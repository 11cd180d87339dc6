import { and, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { ApprovalRequestSchema } from '@/flow/define/approval'
import { approvalDecision, flow, run, user, wait } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { startedBy, starterIsUser } from '../runs/started-by'
import { timeOf } from '../time-of'
import { type ApprovalStatus, statusOf } from './approval-of'
import { waitsFor } from './waits-for'

export const ListApprovalsInput = z.strictObject({
  tab: z.enum(['mine', 'open', 'decided']),
  limit: z.number().int().min(1).max(100).default(50),
  /** Id of the last of the page before: ids sort by time. */
  cursor: z.uuid().optional(),
})

export type ApprovalListItem = {
  id: string
  status: ApprovalStatus
  question: string
  flowName: string
  isTest: boolean
  amount: string | null
  startedBy: string | null
  askedAt: Date
  deadline: Date | null
  settledAt: Date | null
  settledBy: string[]
}

/** The newest first. */
export async function listApprovals(
  { actor }: Call,
  input: z.input<typeof ListApprovalsInput>,
): Promise<{ items: ApprovalListItem[]; nextCursor: string | null }> {
  demand(actor, 'run.read')
  const { tab, limit, cursor } = ListApprovalsInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select({
        id: wait.id,
        request: wait.request,
        result: wait.result,
        firedAt: wait.firedAt,
        deadline: wait.wakeAt,
        runStatus: run.status,
        mode: run.mode,
        by: run.startedBy,
        flowName: flow.name,
        starter: user.name,
        deciders: sql<
          string[]
        >`(select coalesce(json_agg(d.decider_name order by d.at), '[]') from ${approvalDecision} d where d.wait_id = ${wait.id})`,
      })
      .from(wait)
      .innerJoin(run, and(eq(run.workspaceId, wait.workspaceId), eq(run.id, wait.runId)))
      .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId)))
      .leftJoin(user, starterIsUser)
      .where(
        and(
          eq(wait.workspaceId, workspaceId),
          eq(wait.kind, 'approval'),
          await inTab(tx, actor, tab),
          cursor ? lt(wait.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(wait.id))
      .limit(limit + 1)
    const items = rows.slice(0, limit).map(({ request, result, runStatus, mode, by, starter, deciders, firedAt, ...row }) => {
      const { question, fields } = ApprovalRequestSchema.parse(request)
      const status = statusOf(firedAt, result, runStatus)
      return {
        ...row,
        status,
        question,
        isTest: mode === 'test',
        amount: fields.find(({ key }) => key === 'total')?.shown ?? null,
        startedBy: startedBy(by, starter).label,
        askedAt: timeOf(row.id),
        settledAt: firedAt,
        settledBy: deciders,
      }
    })
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  })
}

/** How many wait for this person. */
export async function countApprovals({ actor }: Call): Promise<{ waiting: number }> {
  demand(actor, 'run.read')
  return inWorkspace(actor.workspaceId, async (tx) => {
    const [row] = await tx
      .select({ waiting: sql<number>`count(*)::int` })
      .from(wait)
      .innerJoin(run, and(eq(run.workspaceId, wait.workspaceId), eq(run.id, wait.runId)))
      .where(and(eq(wait.workspaceId, actor.workspaceId), eq(wait.kind, 'approval'), await waitsFor(tx, actor)))
    return { waiting: row?.waiting ?? 0 }
  })
}

async function inTab(tx: Tx, actor: Call['actor'], tab: z.output<typeof ListApprovalsInput>['tab']): Promise<SQL | undefined> {
  if (tab === 'mine') return waitsFor(tx, actor)
  return tab === 'open' ? isNull(wait.firedAt) : isNotNull(wait.firedAt)
}
