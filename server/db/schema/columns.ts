import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** UUID v7, made by the application (server/db/id.ts), so that ids sort by time. */
export const id = () => uuid('id').primaryKey()

export const workspaceId = () => uuid('workspace_id').notNull()

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
})
