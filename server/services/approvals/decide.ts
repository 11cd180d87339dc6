import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { newId } from '../../db/id'
import { approvalDecision, wait } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { tellWoken, wakeRun } from '../runs/wake-run'
import { ServiceError } from '../service-error'
import { type Approval, approvalOf } from './approval-of'
import { deciderOf, refusalOf } from './decider'
import { checkEdits, outcomeOf, type Verdict, VerdictInput } from './verdict'

export const DecideInput = VerdictInput.extend({ id: z.uuid() })

export type Decided = { status: 'open' | 'approved' | 'rejected' }

/** A member decides, in the app. */
export async function decide({ actor }: Call, input: z.input<typeof DecideInput>): Promise<Decided> {
  demand(actor, 'run.read')
  const { id, ...verdict } = DecideInput.parse(input)
  return decideAs(actor, id, verdict, 'app')
}

/**
 * One word from each who is asked, and one outcome: the wait's row is locked, so of a hundred who decide at once one comes
 * first and the others hear that it is decided. Decision, outcome, audit event and wake-up stand together or not at all.
 * Whoever calls knows that the actor is who they say: a session, a link's signature, a message signed by Slack.
 * @throws ServiceError `forbidden` who may not, `conflict` where it was decided before
 */
export async function decideAs(actor: Actor, id: string, verdict: Verdict, via: Approval['decisions'][number]['via']): Promise<Decided> {
  const { workspaceId } = actor
  const { woken, status } = await inWorkspace(workspaceId, async (tx) => {
    const approval = await approvalOf(tx, workspaceId, id, { lock: true })
    const decider = await deciderOf(tx, actor)
    if (approval.status !== 'open') throw new ServiceError('conflict', 'This was decided before you. Your decision was not recorded.')
    const refusal = refusalOf(approval, decider)
    if (refusal !== null) {
      const before = approval.decisions.some(({ decider: key }) => key === decider.key)
      throw new ServiceError(before ? 'conflict' : 'forbidden', refusal)
    }
    const edits = verdict.decision === 'approved' ? verdict.edits : []
    checkEdits(approval, edits)
    const row = {
      id: newId(),
      workspaceId,
      waitId: id,
      decider: decider.key,
      deciderName: decider.name,
      comment: verdict.comment,
      edits,
      via,
    }
    const [decision] = await tx
      .insert(approvalDecision)
      .values({ ...row, decision: verdict.decision })
      .returning()
    const result = outcomeOf(approval, decision ? [...approval.decisions, decision] : approval.decisions)
    await record(
      tx,
      actor,
      'approval.decided',
      { type: 'approval', id },
      {
        decision: verdict.decision,
        via,
        comment: verdict.comment,
        edits,
        runId: approval.runId,
        question: approval.request.question,
        final: result !== null,
      },
    )
    // Not the last word: those who were told see how far it is.
    const end = result ? { result, firedAt: sql`now()` } : {}
    await tx
      .update(wait)
      .set({ ...end, tell: 'end' })
      .where(and(eq(wait.workspaceId, workspaceId), eq(wait.id, id), isNull(wait.firedAt)))
    return { woken: result && (await wakeRun(tx, approval.runId)), status: result ? verdict.decision : ('open' as const) }
  })
  if (woken) await tellWoken(woken)
  await announce('approvals', { waitId: id })
  return { status }
}
