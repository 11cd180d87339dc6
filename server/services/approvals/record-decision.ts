import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { ApprovalResult } from '@/flow/define/approval'
import type { JsonObject } from '@/flow/json'
import { newId } from '../../db/id'
import { approvalDecision, wait } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import { announce } from '../live/bus'
import { tellWoken, type Woken, wakeRun } from '../runs/wake-run'
import { ServiceError } from '../service-error'
import { type Approval, approvalOf, type DecisionRow } from './approval-of'
import { checkEdits, currentValues, EditsSchema } from './edits'
import { type Decider, type Member, membersOf, refusalFor } from './people'
import { statusOf } from './status'

/** `seen`: how many decisions the person had before their eyes. */
export const VerdictSchema = z.strictObject({
  decision: z.enum(['approved', 'rejected']),
  comment: z.string().trim().max(2_000).default(''),
  edits: EditsSchema.default([]),
  seen: z.number().int().min(0).max(100).default(0),
})

type Verdict = z.output<typeof VerdictSchema>
type Deed = { waitId: string; via: DecisionRow['via']; actor: Actor; who: (members: readonly Member[]) => Decider | null }

/**
 * One word of one person, once. The row of the question is locked, so of any number of decisions at the same moment each
 * sees those before it: the last that is needed fixes the result, tells the run and owes the news, in this transaction.
 */
export async function recordDecision(tx: Tx, { waitId, via, actor, who }: Deed, verdict: Verdict): Promise<Woken | null> {
  const approval = await approvalOf(tx, actor.workspaceId, waitId, { lock: true })
  const { request, decisions } = approval
  if (statusOf(approval) !== 'open') throw new ServiceError('conflict', 'This is decided already, or closed.')
  const members = await membersOf(tx, actor.workspaceId)
  const decider = who(members)
  if (!decider) throw new ServiceError('forbidden', 'You are not among those who were asked.')
  if (decisions.some((each) => each.decider === decider.id)) throw new ServiceError('conflict', 'You have decided about this already.')
  const refusal = refusalFor(approval, members, decider)
  if (refusal) throw new ServiceError('forbidden', refusal)
  if (verdict.decision === 'approved' && decisions.slice(verdict.seen).some(({ edits }) => edits.length > 0)) {
    throw new ServiceError('conflict', 'Somebody corrected values meanwhile. Look at them, then decide.')
  }
  const edits = verdict.decision === 'approved' ? verdict.edits : []
  checkEdits(request, currentValues(request, decisions), edits)

  const [row] = await tx
    .insert(approvalDecision)
    .values({
      id: newId(),
      workspaceId: actor.workspaceId,
      waitId,
      decider: decider.id,
      deciderName: decider.name,
      decision: verdict.decision,
      comment: verdict.comment,
      edits,
      via,
      at: sql`clock_timestamp()`,
    })
    .returning()
  if (!row) throw new Error('A decision was not written')
  const all = [...decisions, row]
  const settles = verdict.decision === 'rejected' || all.length >= request.needed
  const detail: JsonObject = {
    runId: approval.runId,
    decision: verdict.decision,
    by: decider.name,
    decider: decider.id,
    via,
    edits,
    settles,
  }
  await record(tx, actor, 'approval.decided', { type: 'approval', id: waitId }, detail)
  if (!settles) return null
  await tx
    .update(wait)
    .set({ result: resultOf(approval, verdict.decision, all), firedAt: sql`now()`, tell: 'end' })
    .where(and(eq(wait.workspaceId, actor.workspaceId), eq(wait.id, waitId)))
  return wakeRun(tx, { id: approval.runId, workspaceId: actor.workspaceId })
}

/** After the commit. */
export async function tellDecided(waitId: string, woken: Woken | null): Promise<void> {
  if (!woken) return
  await Promise.all([tellWoken(woken), announce('approvals', { waitId })])
}

function resultOf({ request }: Pick<Approval, 'request'>, decision: 'approved' | 'rejected', all: readonly DecisionRow[]): ApprovalResult {
  return {
    decision,
    by: all.map(({ decider, deciderName: name, via, at, comment }) => ({ decider, name, via, at: at.toISOString(), comment })),
    fields: currentValues(request, all),
    edits: all.flatMap(({ decider, edits }) => edits.map((edit) => ({ ...edit, by: decider }))),
  }
}
