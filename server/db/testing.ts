import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import type { Actor, Role } from '../services/actor'
import { closeDatabase } from './client'
import { newId } from './id'
import { migrate } from './migrate'
import { roleUrls } from './roles'
import { ROLES } from './schema'

/** Gives the test file a migrated database of its own, cloned from a template, with the doors of client.ts opening on it. */
export function testDatabase(): { owner: () => postgres.Sql } {
  return databaseMadeBy(async (admin, cluster, name) => {
    await admin.unsafe(`create database ${name} template ${await ensureTemplate(admin, cluster)}`)
  })
}

export function databaseMadeBy(make: (admin: postgres.Sql, cluster: string, name: string) => Promise<void>): { owner: () => postgres.Sql } {
  let owner: postgres.Sql | undefined
  let drop = async () => {}

  beforeAll(async () => {
    const cluster = process.env.KAOS_TEST_DATABASE_URL
    if (!cluster) throw new Error('KAOS_TEST_DATABASE_URL is not set. `npm test` starts a Postgres and sets it.')
    const name = `kaos_test_${newId().replaceAll('-', '')}`
    const admin = postgres(cluster, { max: 1, onnotice: () => {} })
    await make(admin, cluster, name)
    const url = inDatabase(cluster, name)
    const roles = roleUrls(url, TEST_SECRET)
    Object.assign(process.env, {
      AUTH_SECRET: TEST_SECRET,
      KAOS_MASTER_KEY: Buffer.alloc(32, 'kaos').toString('base64'),
      KAOS_URL: 'http://localhost:3000',
      DATABASE_URL: url,
      DATABASE_APP_URL: roles.app,
      DATABASE_ENGINE_URL: roles.engine,
      DATABASE_AUTH_URL: roles.auth,
    })
    owner = postgres(url, { max: 3, onnotice: () => {} })
    drop = async () => {
      await Promise.all([closeDatabase(), owner?.end()])
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
    }
  })
  afterAll(() => drop())

  return {
    owner: () => {
      if (!owner) throw new Error('The test database opens in beforeAll.')
      return owner
    },
  }
}

export type MemberActor = Extract<Actor, { kind: 'member' }>

export type TestWorkspace = { id: string; slug: string } & Record<Role, MemberActor>

/** A workspace with one signed-in member of each role. */
export async function testWorkspace(sql: postgres.Sql, name = 'Acme'): Promise<TestWorkspace> {
  const id = newId()
  const slug = `${name.toLowerCase()}-${id.slice(-8)}`
  await sql`insert into workspace (id, name, slug) values (${id}, ${name}, ${slug})`
  const members = await Promise.all(ROLES.map(async (role) => [role, await testMember(sql, id, role)] as const))
  return { id, slug, ...(Object.fromEntries(members) as Record<Role, MemberActor>) } // one entry for each of ROLES
}

export async function testMember(sql: postgres.Sql, workspaceId: string, role: Role): Promise<MemberActor> {
  const userId = newId()
  const sessionId = newId()
  const name = `${role[0]?.toUpperCase()}${role.slice(1)}`
  await sql`insert into "user" (id, email, name) values (${userId}, ${`${role}-${userId}@example.test`}, ${name})`
  await sql`insert into membership (workspace_id, user_id, role) values (${workspaceId}, ${userId}, ${role})`
  await sql`insert into session (id, user_id, user_agent, address, expires_at)
    values (${sessionId}, ${userId}, 'test', '127.0.0.1', now() + interval '1 day')`
  return { kind: 'member', userId, name, sessionId, workspaceId, role }
}

/** Roles belong to the cluster, so every test database shares their passwords. */
export const TEST_SECRET = 'test-secret-test-secret-test-secret'
const TEMPLATE_LOCK = 5_262_002

async function ensureTemplate(admin: postgres.Sql, cluster: string): Promise<string> {
  const name = `kaos_template_${migrationsHash()}`
  return oneAtATime(admin, async () => {
    const [existing] = await admin`select from pg_database where datname = ${name}`
    if (existing) return name
    // Made under another name first: a half-migrated template must never be found.
    await admin.unsafe(`drop database if exists ${name}_making`)
    await admin.unsafe(`create database ${name}_making`)
    await migrate(inDatabase(cluster, `${name}_making`), TEST_SECRET)
    await admin.unsafe(`alter database ${name}_making rename to ${name}`)
    return name
  })
}

/** Migrating sets the passwords of roles, which are the cluster's. */
export async function oneAtATime<Result>(admin: postgres.Sql, work: () => Promise<Result>): Promise<Result> {
  await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`
  try {
    return await work()
  } finally {
    await admin`select pg_advisory_unlock(${TEMPLATE_LOCK})`
  }
}

function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync('drizzle')
    .filter((name) => name.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(`drizzle/${file}`))
  return hash.digest('hex').slice(0, 12)
}

export function inDatabase(cluster: string, name: string): string {
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.toString()
}
