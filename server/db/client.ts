import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { env } from '../env'
import { forgetProcessWide, processWide } from '../process-wide'
import { lastingPool } from './lost-socket'
import * as schema from './schema'
import { unsaid } from './unsaid'

/**
 * The three doors to Postgres, opened on first use: the tenant's (only through tenancy.ts), the engine's and accounts'.
 * No program holds the owner's connection except while it migrates.
 */
export type Db = PostgresJsDatabase<typeof schema>

const DOORS = {
  app: { variable: 'DATABASE_APP_URL', max: 12 },
  engine: { variable: 'DATABASE_ENGINE_URL', max: 12 },
  auth: { variable: 'DATABASE_AUTH_URL', max: 6 },
} as const

/** Tables of a workspace. Sees nothing outside `inWorkspace`. */
export function appDb(): Db {
  return processWide('db:app:drizzle', () => drizzle(open('app'), { schema, logger: unsaid }))
}

/** People, sessions, memberships. */
export function authDb(): Db {
  return processWide('db:auth:drizzle', () => drizzle(open('auth'), { schema, logger: unsaid }))
}

/** The engine's tables, over all workspaces: plain SQL, because the hot path counts statements. Drizzle would make texts of its dates. */
export function engineSql(): postgres.Sql {
  return open('engine')
}

/** For the end of a program and of a test file. */
export async function closeDatabase(): Promise<void> {
  const doors = [...opened()]
  opened().clear()
  for (const [name] of doors) for (const key of [`db:${name}`, `db:${name}:drizzle`]) forgetProcessWide(key)
  await Promise.all(doors.map(([, sql]) => sql.end({ timeout: 5 })))
}

function open(name: keyof typeof DOORS): postgres.Sql {
  return processWide(`db:${name}`, () => {
    const { variable, max } = DOORS[name]
    const sql = lastingPool(env()[variable], { name: `kaos ${name}`, max })
    opened().set(name, sql)
    return sql
  })
}

function opened(): Map<keyof typeof DOORS, postgres.Sql> {
  return processWide('db', () => new Map<keyof typeof DOORS, postgres.Sql>())
}
