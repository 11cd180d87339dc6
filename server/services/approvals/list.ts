import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { ApprovalRequest } from '@/flow/define/approval'
import { approvalDecision, flow, run, wait } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { timeOf } from '../time-of'
import { APPROVAL_COLUMNS } from './approval-of'
import { type DeskCursor, DeskCursorSchema, inDeskOrder } from './desk-order'
import { isStuck, membersOf } from './people'
import { starterOf } from './starter-of'
import { type ApprovalStatus, statusOf } from './status'
import { isOpen, isSettled, waitsFor } from './waiting-for'

export const ListApprovalsInput = z
  .strictObject({
    tab: z.enum(['mine', 'open', 'decided']),
    /** Words that stand in the question, in a value that is shown, or in the name of the flow. */
    search: z.string().trim().max(200).optional(),
    limit: z.number().int().min(1).max(100).default(50),
    cursor: DeskCursorSchema.optional(),
  })
  // What is open is little, and has an index of its own; what was decided may be years of it.
  .refine(({ tab, search }) => tab !== 'decided' || !search, 'Only what is open can be searched.')

export type ApprovalListItem = {
  id: string
  status: ApprovalStatus
  question: string
  flowName: string
  isTest: boolean
  /** The value that tells most, as people read it. */
  amount: string | null
  startedBy: string | null
  askedAt: Date
  deadline: Date | null
  settledAt: Date | null
  settledBy: string[]
  /** Nobody who was asked can decide any more. */
  isStuck: boolean
}

/** What is open by when it closes; what is not any more, the newest first. */
export async function listApprovals(
  { actor }: Call,
  input: z.input<typeof ListApprovalsInput>,
): Promise<{ items: ApprovalListItem[]; nextCursor: DeskCursor | null }> {
  demand(actor, 'run.read')
  const { tab, search, limit, cursor } = ListApprovalsInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const { after, by } = inDeskOrder(tab)
    const wanted = tab === 'mine' ? waitsFor(tx, actor) : tab === 'open' ? isOpen() : isSettled()
    const rows = await tx
      .select({ ...APPROVAL_COLUMNS, request: wait.request })
      .from(wait)
      .innerJoin(run, and(eq(run.workspaceId, wait.workspaceId), eq(run.id, wait.runId)))
      .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId)))
      .where(
        and(eq(wait.workspaceId, workspaceId), eq(wait.kind, 'approval'), wanted, cursor ? after(cursor) : undefined, ...holds(search)),
      )
      .orderBy(...by)
      .limit(limit + 1)
    const page = rows.slice(0, limit)
    const members = await membersOf(tx, workspaceId)
    const ids = page.map(({ id }) => id)
    const decisions =
      ids.length === 0
        ? []
        : await tx
            .select()
            .from(approvalDecision)
            .where(and(eq(approvalDecision.workspaceId, workspaceId), inArray(approvalDecision.waitId, ids)))
            .orderBy(asc(approvalDecision.at), asc(approvalDecision.id))
    const items = page.flatMap(({ request, ...row }): ApprovalListItem[] => {
      if (!request) return []
      const status = statusOf(row)
      const said = decisions.filter(({ waitId }) => waitId === row.id)
      return [
        {
          id: row.id,
          status,
          question: request.question,
          flowName: row.flowName,
          isTest: row.mode === 'test',
          amount: amountOf(request),
          startedBy: starterOf(row.startedBy, members),
          askedAt: timeOf(row.id),
          deadline: row.wakeAt,
          settledAt: row.firedAt,
          settledBy: said.filter(({ decision }) => decision === status).map(({ deciderName }) => deciderName),
          isStuck: status === 'open' && isStuck({ request, behind: row.behind, decisions: said }, members),
        },
      ]
    })
    const last = rows.length > limit ? page.at(-1) : undefined
    return { items, nextCursor: last ? { due: last.wakeAt, id: last.id } : null }
  })
}

/** All of the words, wherever they stand. */
function holds(search = ''): SQL[] {
  const said = sql`lower(concat_ws(' ', ${wait.request} ->> 'question', ${flow.name},
    (select string_agg(field ->> 'shown', ' ') from json_array_elements(${wait.request} -> 'fields') as field)))`
  return search.split(/\s+/).flatMap((word) => (word === '' ? [] : sql`position(lower(${word}) in ${said}) > 0`))
}

const AMOUNTS = ['total', 'amountDue', 'amount']

function amountOf({ fields }: ApprovalRequest): string | null {
  const field = AMOUNTS.map((key) => fields.find((each) => each.key === key)).find((each) => each !== undefined)
  return field && field.shown !== '' ? field.shown : null
}
