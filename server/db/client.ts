import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema'

/**
 * The three doors to Postgres, opened on first use: the tenant's (only through tenancy.ts), the engine's and accounts'.
 * No program holds the owner's connection except while it migrates.
 */
export type Db = PostgresJsDatabase<typeof schema>

const open = new Map<string, postgres.Sql>()

/** Tables of a workspace. Sees nothing outside `inWorkspace`. */
export function appDb(): Db {
  app ??= drizzle(connect('DATABASE_APP_URL', 12), { schema })
  return app
}

/** People, sessions, memberships. */
export function authDb(): Db {
  auth ??= drizzle(connect('DATABASE_AUTH_URL', 6), { schema })
  return auth
}

/** The engine's tables, over all workspaces: plain SQL, because the hot path counts statements. */
export function engineSql(): postgres.Sql {
  return connect('DATABASE_ENGINE_URL', 12)
}

export async function closeDatabase(): Promise<void> {
  const connections = [...open.values()]
  open.clear()
  app = undefined
  auth = undefined
  await Promise.all(connections.map((sql) => sql.end({ timeout: 5 })))
}

let app: Db | undefined
let auth: Db | undefined

function connect(variable: 'DATABASE_APP_URL' | 'DATABASE_ENGINE_URL' | 'DATABASE_AUTH_URL', max: number): postgres.Sql {
  const existing = open.get(variable)
  if (existing) return existing
  const url = process.env[variable]
  if (!url) throw new Error(`${variable} is not set. The launcher sets it after migrating; see README.`)
  const sql = postgres(url, { max, onnotice: () => {} })
  open.set(variable, sql)
  return sql
}
