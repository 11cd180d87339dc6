import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { authDb } from './client'
import { newId } from './id'
import { inWorkspace } from './tenancy'
import { testDatabase } from './testing'

testDatabase()

const SECRET = 'hunter2'
const failing = sql`select 1 / (length(${SECRET}::text) - ${SECRET.length}::int)`

it.each([
  ['of an account', () => authDb().execute(failing)],
  ['of a workspace', () => inWorkspace(newId(), (tx) => tx.execute(failing))],
])('a failed statement %s says what it was, and nothing of what it was given', async (_, fail) => {
  const error = await fail().then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Error)
  for (const said of [String(error), inspect(error, { depth: 9 }), JSON.stringify(error)]) expect(said).not.toContain(SECRET)
  expect(String(error)).toContain('select 1 / (length($1::text)')
})
