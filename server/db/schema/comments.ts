import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, workspaceId } from './columns'
import { flow } from './flow'
import { workspace } from './workspace'

/** What people say about one place of a flow: a node, or a point of the canvas. */
export const commentThread = pgTable(
  'comment_thread',
  {
    id: id(),
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    /** The node may be gone: its thread stays, under the name it had. */
    nodeId: text('node_id'),
    nodeLabel: text('node_label').notNull().default(''),
    x: integer('x'),
    y: integer('y'),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    resolvedAt: instant('resolved_at'),
    resolvedBy: uuid('resolved_by'),
  },
  (t) => [
    unique('comment_thread_tenant').on(t.workspaceId, t.id),
    foreignKey({ name: 'comment_thread_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete(
      'cascade',
    ),
    index('comment_thread_flow').on(t.workspaceId, t.flowId),
  ],
)

export const comment = pgTable(
  'comment',
  {
    id: id(),
    workspaceId: workspaceId(),
    threadId: uuid('thread_id').notNull(),
    authorId: uuid('author_id').notNull(),
    /** Plain text; who is mentioned stands as `@{user id}` (flow/comments/mentions.ts). */
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('comment_tenant').on(t.workspaceId, t.id),
    foreignKey({
      name: 'comment_thread',
      columns: [t.workspaceId, t.threadId],
      foreignColumns: [commentThread.workspaceId, commentThread.id],
    }).onDelete('cascade'),
    index('comment_of_thread').on(t.workspaceId, t.threadId, t.id),
  ],
)

/** A comment that somebody should know of. */
export const notification = pgTable(
  'notification',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    commentId: uuid('comment_id').notNull(),
    reason: text('reason', { enum: ['mention', 'reply'] }).notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    readAt: instant('read_at'),
    /** Whether a mail tells of it; null: none is to. */
    mail: text('mail', { enum: ['owed', 'sent', 'failed'] }),
  },
  (t) => [
    unique('notification_tenant').on(t.workspaceId, t.id),
    foreignKey({
      name: 'notification_comment',
      columns: [t.workspaceId, t.commentId],
      foreignColumns: [comment.workspaceId, comment.id],
    }).onDelete('cascade'),
    index('notification_of_user').on(t.workspaceId, t.userId, t.id),
    index('notification_owed').on(t.id).where(sql`mail = 'owed'`),
  ],
)
