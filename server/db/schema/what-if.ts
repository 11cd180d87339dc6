import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, json, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { PastRuns } from '@/flow/what-if/past-runs'
import { VERDICTS } from '@/flow/what-if/result'
import { bytes, id, instant, workspaceId } from './columns'
import { flow, version } from './flow'

/** A draft, as it was, tried on past runs. Workers take one each, and put it back when they go. */
export const whatIf = pgTable(
  'what_if',
  {
    id: id(),
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    versionId: uuid('version_id').notNull(),
    status: text('status', { enum: ['running', 'done', 'cancelled'] }).notNull(),
    /** Which runs were picked. */
    picked: json('picked').$type<PastRuns>().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
    takenBy: uuid('taken_by'),
  },
  (t) => [
    unique('what_if_tenant').on(t.workspaceId, t.id),
    foreignKey({ name: 'what_if_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'what_if_version', columns: [t.workspaceId, t.versionId], foreignColumns: [version.workspaceId, version.id] }),
    index('what_if_running').on(t.id).where(sql`status = 'running'`),
    index('what_if_of_flow').on(t.workspaceId, t.flowId, t.id),
    index('what_if_age').on(t.createdAt),
  ],
)

/**
 * How it fares on one run; owed while `verdict` is empty. Both texts are sealed, as they quote what was sent outside: `line` is for the
 * table, `detail` the whole difference. No foreign key to the run, whose record may be gone before this.
 */
export const whatIfResult = pgTable(
  'what_if_result',
  {
    workspaceId: workspaceId(),
    whatIfId: uuid('what_if_id').notNull(),
    runId: uuid('run_id').notNull(),
    verdict: text('verdict', { enum: VERDICTS }),
    line: bytes('line'),
    detail: bytes('detail'),
    /** Times a worker began with it; one that never comes to an end is left. */
    tries: integer('tries').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.whatIfId, t.runId] }),
    foreignKey({
      name: 'what_if_result_of',
      columns: [t.workspaceId, t.whatIfId],
      foreignColumns: [whatIf.workspaceId, whatIf.id],
    }).onDelete('cascade'),
  ],
)
