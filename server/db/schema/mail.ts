import { foreignKey, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, workspaceId } from './columns'
import { flow } from './flow'
import { blob } from './workspace'

/** A mail that came to a flow's address and did not start a run: nothing is lost silently. */
export const refusedMail = pgTable(
  'refused_mail',
  {
    id: id(),
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    nodeId: text('node_id').notNull(),
    from: text('from').notNull(),
    subject: text('subject').notNull(),
    messageId: text('message_id').notNull(),
    /** In plain words. */
    reason: text('reason').notNull(),
    /** The mail itself, if it was small enough to keep. */
    fileId: uuid('file_id'),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    unique('refused_mail_tenant').on(t.workspaceId, t.id),
    foreignKey({ name: 'refused_mail_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'refused_mail_file', columns: [t.workspaceId, t.fileId], foreignColumns: [blob.workspaceId, blob.id] }),
  ],
)
