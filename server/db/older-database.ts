import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll } from 'vitest'
import { migrate } from './migrate'
import { ensureRoles, ROLE_NAMES } from './roles'
import { databaseMadeBy, inDatabase, oneAtATime, TEST_SECRET } from './testing'

/**
 * A database as it was before the migration of this tag, for tests of what migrations make of what is there. It belongs to
 * a role that is no superuser, as at any provider: what row security hides from the owner is hidden from the migration.
 */
export function olderDatabase(tag: string) {
  let ownerUrl = ''
  let migrateOn: () => Promise<unknown> = async () => {}
  let role = ''

  // Registered before the database's own end, so done after it: nothing depends on the role then.
  afterAll(async () => {
    const admin = postgres(process.env.KAOS_TEST_DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
    await admin.unsafe(`drop role ${role}`)
    await admin.end()
  })
  const { owner } = databaseMadeBy(async (admin, cluster, name) => {
    role = `${name}_owner`
    await oneAtATime(admin, async () => {
      await ensureRoles(admin, TEST_SECRET)
      await admin.unsafe(`create role ${role} login createrole password '${role}'`)
      await admin.unsafe(`grant ${Object.values(ROLE_NAMES).join(', ')} to ${role} with admin true, inherit false, set false`)
      await admin.unsafe(`create database ${name} owner ${role}`)
      ownerUrl = asRole(inDatabase(cluster, name), role)
      const before = folderBefore(tag)
      await migrate(ownerUrl, TEST_SECRET, before)
      rmSync(before, { recursive: true })
    })
    migrateOn = () => oneAtATime(admin, () => migrate(ownerUrl, TEST_SECRET))
  })
  return {
    /** A superuser: row security does not hold for it. */
    sql: owner,
    migrateOn: () => migrateOn(),
  }
}

function folderBefore(tag: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-migrations-'))
  cpSync('drizzle', folder, { recursive: true })
  const file = path.join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] } // drizzle's own file
  const at = journal.entries.findIndex((entry) => entry.tag === tag)
  if (at < 0) throw new Error(`There is no migration ${tag}.`)
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
  return folder
}

function asRole(url: string, role: string): string {
  const as = new URL(url)
  as.username = as.password = role
  return as.toString()
}
