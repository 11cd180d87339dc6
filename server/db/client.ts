import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '../env'
import { forgetProcessWide, processWide } from '../process-wide'
import * as schema from './schema'

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
  return open('app').db
}

/** People, sessions, memberships. */
export function authDb(): Db {
  return open('auth').db
}

/** The engine's tables, over all workspaces: plain SQL, because the hot path counts statements. */
export function engineSql(): postgres.Sql {
  return open('engine').sql
}

/** For the end of a program and of a test file. */
export async function closeDatabase(): Promise<void> {
  const doors = [...opened()]
  opened().clear()
  await Promise.all(
    doors.map(({ sql, name }) => {
      forgetProcessWide(`db:${name}`)
      return sql.end({ timeout: 5 })
    }),
  )
}

type Door = { name: keyof typeof DOORS; sql: postgres.Sql; db: Db }

function open(name: keyof typeof DOORS): Door {
  return processWide(`db:${name}`, () => {
    const { variable, max } = DOORS[name]
    const sql = postgres(env()[variable], { max, onnotice: () => {} })
    const door = { name, sql, db: drizzle(sql, { schema }) }
    opened().add(door)
    return door
  })
}

function opened(): Set<Door> {
  return processWide('db', () => new Set<Door>())
}
