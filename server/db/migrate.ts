import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { ensureRoles, type RoleUrls, roleUrls } from './roles'

/** Any number; programs that start together take turns on it. */
const MIGRATION_LOCK = 5_262_001

/** Brings roles and tables up to date as the owner, and gives the URLs the programs connect with. */
export async function migrate(ownerUrl: string, secret: string, migrationsFolder = 'drizzle'): Promise<RoleUrls> {
  if (secret.length < 32) throw new Error('AUTH_SECRET is missing or shorter than 32 characters. Set it to a long random text.')
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`
    await ensureRoles(sql, secret)
    await runMigrations(drizzle(sql), { migrationsFolder })
    return roleUrls(ownerUrl, secret)
  } finally {
    await sql.end()
  }
}
