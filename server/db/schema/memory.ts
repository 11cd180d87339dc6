import { foreignKey, json, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Json, JsonObject } from '@/flow/json'
import { id, instant, workspaceId } from './columns'
import { connection, workspace } from './workspace'

/** What steps remember over runs, such as the invoice numbers and bank details of a vendor. `source` makes repeats harmless. */
export const memoryItem = pgTable(
  'memory_item',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    collection: text('collection').notNull(),
    key: text('key').notNull(),
    value: json('value').$type<Json>().notNull(),
    /** Run and step that remembered it. */
    source: text('source').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    unique('memory_item_tenant').on(t.workspaceId, t.id),
    uniqueIndex('memory_item_once').on(t.workspaceId, t.collection, t.key, t.source),
  ],
)

/** What sandbox connections hold: bills, contacts, messages, mails. `kind` as the vendor calls it: `xero.invoice`. */
export const sandboxRecord = pgTable(
  'sandbox_record',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    connectionId: uuid('connection_id').notNull(),
    kind: text('kind').notNull(),
    /** The vendor's id of it. */
    key: text('key').notNull(),
    body: json('body').$type<JsonObject>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    unique('sandbox_record_tenant').on(t.workspaceId, t.id),
    foreignKey({
      name: 'sandbox_record_connection',
      columns: [t.workspaceId, t.connectionId],
      foreignColumns: [connection.workspaceId, connection.id],
    }).onDelete('cascade'),
    uniqueIndex('sandbox_record_once').on(t.workspaceId, t.connectionId, t.kind, t.key),
  ],
)
