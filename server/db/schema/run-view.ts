import { foreignKey, index, json, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { JsonObject } from '@/flow/json'
import { id, instant, workspaceId } from './columns'
import { membership, workspace } from './workspace'

/** A filter of the list of runs under a name: somebody's own, or (no owner) everybody's. */
export const runView = pgTable(
  'run_view',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    ownerId: uuid('owner_id'),
    name: text('name').notNull(),
    /** RunFilter (server/services/runs/run-filter.ts). */
    filter: json('filter').$type<JsonObject>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('run_view_tenant').on(t.workspaceId, t.id),
    foreignKey({
      name: 'run_view_owner',
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [membership.workspaceId, membership.userId],
    }).onDelete('cascade'),
    index('run_view_owned').on(t.workspaceId, t.ownerId),
  ],
)
