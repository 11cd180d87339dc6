import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Graph } from '@/flow/graph/graph'
import { bytes, id, instant, workspaceId } from './columns'
import { folder, workspace } from './workspace'

export const flow = pgTable(
  'flow',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    folderId: uuid('folder_id'),
    /** The version that triggers run; null until the first publish. */
    liveVersionId: uuid('live_version_id'),
    /** Triggers start runs only while on. */
    enabled: boolean('enabled').notNull().default(true),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /** Set by delete; undo clears it. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    unique('flow_tenant').on(t.workspaceId, t.id),
    foreignKey({ name: 'flow_folder', columns: [t.workspaceId, t.folderId], foreignColumns: [folder.workspaceId, folder.id] }),
    index('flow_list').on(t.workspaceId, t.updatedAt),
  ],
)

/** The Yjs document, compacted up to `throughSeq`; later updates are in `draft_update`. */
export const draft = pgTable(
  'draft',
  {
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    state: bytes('state').notNull(),
    throughSeq: bigint('through_seq', { mode: 'number' }).notNull().default(0),
    /** Where the history begins; null until the first compaction: it begins with `state`. */
    baseState: bytes('base_state'),
    baseSeq: bigint('base_seq', { mode: 'number' }).notNull().default(0),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.flowId] }),
    foreignKey({ name: 'draft_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete('cascade'),
  ],
)

export const draftUpdate = pgTable(
  'draft_update',
  {
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    /** Counts up per flow, without gaps; the SSE subscription resumes from it. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** How many updates of one person were merged into this one, which is the last of them. */
    span: integer('span').notNull().default(1),
    update: bytes('update').notNull(),
    userId: uuid('user_id').notNull(),
    at: instant('at').notNull().defaultNow(),
    /** Of the first that was merged. */
    beganAt: instant('began_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.flowId, t.seq] }),
    foreignKey({ name: 'draft_update_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Immutable. `published` versions are numbered; a `snapshot` is the draft a test run used, kept once per content. */
export const version = pgTable(
  'version',
  {
    id: id(),
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    kind: text('kind', { enum: ['published', 'snapshot'] }).notNull(),
    number: integer('number'),
    graph: jsonb('graph').$type<Graph>().notNull(),
    hash: text('hash').notNull(),
    note: text('note').notNull().default(''),
    /** The last change of the draft that is in it. */
    draftSeq: bigint('draft_seq', { mode: 'number' }),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('version_tenant').on(t.workspaceId, t.id),
    unique('version_of_flow').on(t.workspaceId, t.flowId, t.id),
    foreignKey({ name: 'version_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('version_number').on(t.workspaceId, t.flowId, t.number),
    uniqueIndex('version_snapshot').on(t.workspaceId, t.flowId, t.hash).where(sql`kind = 'snapshot'`),
  ],
)
