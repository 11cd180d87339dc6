import { foreignKey, index, json, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Json, JsonObject } from '@/flow/json'
import { id, instant, workspaceId } from './columns'
import { wait } from './wait'

/** What one approver said about one question (a `wait` of kind `approval`). One word from each; never changed. */
export const approvalDecision = pgTable(
  'approval_decision',
  {
    id: id(),
    workspaceId: workspaceId(),
    waitId: uuid('wait_id').notNull(),
    /** Who: a member's id, or an e-mail address that was asked. */
    decider: text('decider').notNull(),
    deciderName: text('decider_name').notNull(),
    decision: text('decision', { enum: ['approved', 'rejected'] }).notNull(),
    comment: text('comment').notNull().default(''),
    /** Values the approver changed, beside what was read. */
    edits: json('edits').$type<{ key: string; from: Json; to: Json }[]>().notNull(),
    via: text('via', { enum: ['app', 'mail', 'slack'] }).notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    unique('approval_decision_tenant').on(t.workspaceId, t.id),
    uniqueIndex('approval_decision_once').on(t.waitId, t.decider),
    foreignKey({
      name: 'approval_decision_wait',
      columns: [t.workspaceId, t.waitId],
      foreignColumns: [wait.workspaceId, wait.id],
    }).onDelete('cascade'),
  ],
)

/** A message that tells an approver: owed with the wait, sent, and settled in place when the decision is made. */
export const approvalMessage = pgTable(
  'approval_message',
  {
    id: id(),
    workspaceId: workspaceId(),
    waitId: uuid('wait_id').notNull(),
    channel: text('channel', { enum: ['mail', 'slack'] }).notNull(),
    /** Whom: an e-mail address, or a Slack channel by connection. */
    target: json('target').$type<JsonObject>().notNull(),
    /** Where it is, to be updated in place: Slack's channel and timestamp. */
    reference: json('reference').$type<JsonObject>(),
    status: text('status', { enum: ['owed', 'sent', 'settled', 'failed'] }).notNull(),
    problem: text('problem'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    unique('approval_message_tenant').on(t.workspaceId, t.id),
    index('approval_message_of').on(t.waitId),
    foreignKey({ name: 'approval_message_wait', columns: [t.workspaceId, t.waitId], foreignColumns: [wait.workspaceId, wait.id] }).onDelete(
      'cascade',
    ),
  ],
)
