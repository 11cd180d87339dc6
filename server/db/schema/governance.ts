import { bigint, index, integer, json, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { JsonObject } from '@/flow/json'
import { bytes, instant, workspaceId } from './columns'
import { workspace } from './workspace'

/**
 * The audit chain of a workspace: each link's hash covers its event and the link before. Written by one sealer, in order. That
 * the event of a link is there is held by a trigger, once a statement (drizzle/0021).
 */
export const auditLink = pgTable(
  'audit_link',
  {
    workspaceId: workspaceId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    eventId: uuid('event_id').notNull(),
    hash: text('hash').notNull(),
    sealedAt: instant('sealed_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq] }), uniqueIndex('audit_link_event').on(t.workspaceId, t.eventId)],
)

/** Events that are not linked yet: a trigger puts them here as they are recorded, and another takes them away as they are linked. */
export const auditPending = pgTable(
  'audit_pending',
  {
    workspaceId: workspaceId(),
    eventId: uuid('event_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.eventId] })],
)

/** Workspaces whose chain goes on behind its last checkpoint. The engine sees both to know where there is work. */
export const auditUnsigned = pgTable('audit_unsigned', { workspaceId: workspaceId().primaryKey() })

/** A signed statement of how long the chain was and how it ended: what is cut off later shows. */
export const auditCheckpoint = pgTable(
  'audit_checkpoint',
  {
    workspaceId: workspaceId().references(() => workspace.id),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** The checkpoint before it (0: none), so that one that is missing shows. */
    after: bigint('after', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
    /** Which key signed; a new master key makes a new one. */
    keyId: text('key_id').notNull(),
    signature: text('signature').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq] })],
)

/**
 * One call a step made to the outside: what was asked, what came back, sealed; `summary` is for eyes. Partitioned by
 * `run_id` like the journal, and without a foreign key for the same reason as there.
 */
export const outsideCall = pgTable(
  'outside_call',
  {
    id: uuid('id').notNull(),
    workspaceId: workspaceId(),
    runId: uuid('run_id').notNull(),
    step: text('step').notNull(),
    attempt: integer('attempt').notNull(),
    capability: text('capability', { enum: ['http', 'mail', 'model'] }).notNull(),
    /** Redacted: method, host and path, status; recipients and subject. */
    summary: json('summary').$type<JsonObject>().notNull(),
    connectionId: uuid('connection_id'),
    sandbox: integer('sandbox').notNull().default(0),
    sealed: bytes('sealed').notNull(),
    /** SHA-256 of the plain record, so that a receipt can name it. */
    digest: text('digest').notNull(),
    at: instant('at').notNull(),
    durationMs: integer('duration_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.runId] }), index('outside_call_run').on(t.workspaceId, t.runId)],
)
