import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, json, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { JsonObject } from '@/flow/json'
import type { Retention } from '../../retention/policy'
import { user } from './accounts'
import { bytes, id, instant, workspaceId } from './columns'

export const ROLES = ['owner', 'admin', 'builder', 'operator', 'approver', 'auditor', 'viewer'] as const

export const workspace = pgTable('workspace', {
  id: id(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  /** How long it keeps what runs did; null: as the installation does (server/retention). */
  retention: json('retention').$type<Retention>(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

export const membership = pgTable(
  'membership',
  {
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ROLES }).notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] })],
)

/** Opened by a secret link; only the token's hash is kept. */
export const invitation = pgTable(
  'invitation',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    role: text('role', { enum: ROLES }).notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: uuid('invited_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [unique('invitation_tenant').on(t.workspaceId, t.id)],
)

export const connection = pgTable(
  'connection',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    connector: text('connector').notNull(),
    name: text('name').notNull(),
    /** `sandbox`: answered inside KAOS (server/sandbox), no account needed; marked as such wherever it is shown. */
    kind: text('kind', { enum: ['real', 'sandbox'] })
      .notNull()
      .default('real'),
    /** What may be shown: the account's name, a tenant, an address. */
    settings: jsonb('settings').$type<JsonObject>().notNull().default({}),
    /** Sealed credentials (server/vault); plaintext only in the worker, for the node that needs it. */
    sealed: bytes('sealed').notNull(),
    allowedHosts: text('allowed_hosts').array().notNull(),
    /** Set when the other side refused the credentials; a person has to connect again. */
    brokenReason: text('broken_reason'),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('connection_tenant').on(t.workspaceId, t.id)],
)

/** Inserted in the transaction of the change it records; never updated or deleted. That its workspace is there is held by a trigger, once a statement (drizzle/0021). */
export const auditEvent = pgTable(
  'audit_event',
  {
    id: uuid('id').notNull(),
    workspaceId: workspaceId(),
    at: instant('at').notNull().defaultNow(),
    actor: jsonb('actor').$type<JsonObject>().notNull(),
    action: text('action').notNull(),
    resourceType: text('resource_type').notNull(),
    resourceId: text('resource_id').notNull(),
    /** Before and after, and why it was allowed. */
    detail: jsonb('detail').$type<JsonObject>().notNull(),
  },
  (t) => [
    unique('audit_event_tenant').on(t.workspaceId, t.id),
    // Most events are seals, and a list that has them among what it wants meets them soon.
    index('audit_event_action').on(t.workspaceId, t.action, t.id).where(sql`action <> 'run.sealed'`),
    // A run is sealed once, and found by its seal.
    uniqueIndex('audit_event_run_sealed').on(t.workspaceId, t.resourceId).where(sql`action = 'run.sealed'`),
  ],
)

/** A file or a large value; its bytes lie in the blob store under the same id. */
export const blob = pgTable(
  'blob',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    contentType: text('content_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('blob_tenant').on(t.workspaceId, t.id)],
)

/**
 * Which run needs which file: written before the run is accepted, when a step makes a file, and when the run is sealed. A file
 * no run needs any more goes (worker/retention). No foreign key to the run: the mark is there first.
 */
export const runFile = pgTable(
  'run_file',
  {
    workspaceId: workspaceId(),
    fileId: uuid('file_id').notNull(),
    runId: uuid('run_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.fileId, t.runId] }),
    // For what a run needs: a search through its large values, and copying its marks to the run that goes on from it.
    index('run_file_by_run').on(t.workspaceId, t.runId, t.fileId),
    foreignKey({ name: 'run_file_blob', columns: [t.workspaceId, t.fileId], foreignColumns: [blob.workspaceId, blob.id] }).onDelete(
      'cascade',
    ),
  ],
)

export const folder = pgTable(
  'folder',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    parentId: uuid('parent_id'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('folder_tenant').on(t.workspaceId, t.id),
    foreignKey({ name: 'folder_parent', columns: [t.workspaceId, t.parentId], foreignColumns: [t.workspaceId, t.id] }),
  ],
)
