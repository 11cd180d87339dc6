import { foreignKey, index, integer, json, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Json, JsonObject } from '@/flow/json'
import { id, instant, workspaceId } from './columns'
import { flow } from './flow'
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

/** A plain value that flows use as `vars.<name>`: a threshold, an address. Never a secret; those are connections. */
export const variable = pgTable(
  'variable',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    value: json('value').$type<Json>().notNull(),
    note: text('note').notNull().default(''),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('variable_tenant').on(t.workspaceId, t.id), uniqueIndex('variable_name').on(t.workspaceId, t.name)],
)

/** What a flow keeps from one run to the next, by key. */
export const stateItem = pgTable(
  'state_item',
  {
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    key: text('key').notNull(),
    value: json('value').$type<Json>().notNull(),
    bytes: integer('bytes').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.flowId, t.key] }),
    foreignKey({ name: 'state_item_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** That a step has changed what its flow keeps, and what came of it: repeating the step changes nothing more. */
export const stateChange = pgTable(
  'state_change',
  {
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    runId: uuid('run_id').notNull(),
    step: text('step').notNull(),
    result: json('result').$type<Json>().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.runId, t.step] }),
    foreignKey({ name: 'state_change_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete(
      'cascade',
    ),
    index('state_change_age').on(t.workspaceId, t.flowId, t.at),
  ],
)
