import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant, workspaceId } from './columns'
import { workspace } from './workspace'

/** A workspace's key, wrapped by the master key. Without the master key the row is worth nothing. */
export const workspaceKey = pgTable('workspace_key', {
  workspaceId: workspaceId()
    .primaryKey()
    .references(() => workspace.id, { onDelete: 'cascade' }),
  wrapped: bytes('wrapped').notNull(),
  /** Which master key wrapped it; rotation rewraps. */
  masterKeyId: text('master_key_id').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

/** A sign-in at a vendor that is under way: the browser comes back with `state`, once, as the same person. */
export const oauthAttempt = pgTable(
  'oauth_attempt',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    stateHash: text('state_hash').notNull().unique(),
    /** What is needed to finish: connector, name, client, PKCE verifier. */
    sealed: bytes('sealed').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [unique('oauth_attempt_tenant').on(t.workspaceId, t.id)],
)
