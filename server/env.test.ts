import { expect, test } from 'vitest'
import { parseEnv } from './env'

const complete = {
  DATABASE_APP_URL: 'postgres://kaos_app@127.0.0.1:5432/kaos',
  DATABASE_ENGINE_URL: 'postgres://kaos_engine@127.0.0.1:5432/kaos',
  DATABASE_AUTH_URL: 'postgres://kaos_auth@127.0.0.1:5432/kaos',
  AUTH_SECRET: 'a'.repeat(32),
  KAOS_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  KAOS_URL: 'https://kaos.example/',
}

test('fills in what may be left out, and reads lists', () => {
  const env = parseEnv({ ...complete, REDIS_URL: '', KAOS_EGRESS_ALLOW: ' 127.0.0.1:8080, 10.0.0.0/8 ,' })
  expect(env).toMatchObject({ PORT: 3000, LOG_LEVEL: 'info', KAOS_URL: 'https://kaos.example' })
  expect(env.REDIS_URL).toBeUndefined()
  expect(env.KAOS_EGRESS_ALLOW).toEqual(['127.0.0.1:8080', '10.0.0.0/8'])
})

test('keeps what runs did for 90 days unless told otherwise, and never less than a week', () => {
  expect(parseEnv(complete)).toMatchObject({ KAOS_KEEP_DETAILS_DAYS: 90, KAOS_KEEP_RUNS_DAYS: 1_095 })
  expect(parseEnv({ ...complete, KAOS_KEEP_DETAILS_DAYS: 'forever' })).toMatchObject({ KAOS_KEEP_DETAILS_DAYS: 'forever' })
  expect(() => parseEnv({ ...complete, KAOS_KEEP_DETAILS_DAYS: '3' })).toThrow(/KAOS_KEEP_DETAILS_DAYS/)
})

test('refuses to start without a secret, or with a short one', () => {
  expect(() => parseEnv({ ...complete, AUTH_SECRET: undefined })).toThrow(/AUTH_SECRET/)
  expect(() => parseEnv({ ...complete, AUTH_SECRET: 'short' })).toThrow(/AUTH_SECRET/)
})

test('refuses a master key of another length', () => {
  for (const key of [undefined, 'c2hvcnQ=', 'x'.repeat(44)]) {
    expect(() => parseEnv({ ...complete, KAOS_MASTER_KEY: key })).toThrow(/KAOS_MASTER_KEY/)
  }
  expect(() => parseEnv({ ...complete, KAOS_MASTER_KEYS_BEFORE: 'c2hvcnQ=' })).toThrow(/KAOS_MASTER_KEYS_BEFORE/)
})

test('names the variable that is wrong and never its value', () => {
  const wrong = () => parseEnv({ ...complete, DATABASE_APP_URL: 'mysql://root:hidden-pw@db/kaos', AUTH_SECRET: 'tiny-secret' })
  expect(wrong).toThrow(/DATABASE_APP_URL/)
  expect(wrong).not.toThrow(/hidden-pw|tiny-secret/)
})
