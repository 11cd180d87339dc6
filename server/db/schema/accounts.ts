import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns'

/** People and their sessions: global, seen only by the role `kaos_auth` (server/db/tenancy.ts). */
export const user = pgTable(
  'user',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash'),
    /** Whether they want mails when somebody mentions them. */
    mentionMails: boolean('mention_mails').notNull().default(true),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('user_email').on(sql`lower(${t.email})`)],
)

/** A person at an OIDC provider. */
export const identity = pgTable(
  'identity',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('identity_subject').on(t.issuer, t.subject)],
)

/** One signed-in browser. The cookie is a JWT naming this row; without the row it is worth nothing. */
export const session = pgTable(
  'session',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    userAgent: text('user_agent').notNull(),
    address: text('address').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('session_user').on(t.userId)],
)

/** Tries at something guessable (sign-in, invitation links), counted by kind, account and address until `resetsAt`. */
export const rateLimit = pgTable('rate_limit', {
  key: text('key').primaryKey(),
  hits: integer('hits').notNull(),
  resetsAt: instant('resets_at').notNull(),
})
