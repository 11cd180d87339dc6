import { DrizzleQueryError } from 'drizzle-orm/errors'
import { expect, test } from 'vitest'
import { isDatabaseAway, untilBack } from './away'

const failure = (code: string) => Object.assign(new Error('failed'), { code })

test.each(['CONNECTION_CLOSED', 'ECONNREFUSED', '57P01', '57P03', '08006', '53100', '53300', '25006'])(
  '%s says that the database is away',
  (code) => {
    expect(isDatabaseAway(failure(code))).toBe(true)
    expect(isDatabaseAway(new DrizzleQueryError('select 1', [], failure(code)))).toBe(true)
  },
)

test.each(['23505', '40001', '57014', 'ENOENT'])('%s says something else', (code) => {
  expect(isDatabaseAway(failure(code))).toBe(false)
})

test('what a database that is away refused is done again, what it refused for a reason is not', async () => {
  let tries = 0
  const third = async () => {
    tries += 1
    if (tries < 3) throw failure('57P03')
    return 'done'
  }
  expect(await untilBack(5_000, third)).toBe('done')
  await expect(untilBack(5_000, () => Promise.reject(failure('23505')))).rejects.toThrow('failed')
  await expect(untilBack(0, () => Promise.reject(failure('57P03')))).rejects.toThrow('failed')
})
