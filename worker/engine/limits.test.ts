import { afterEach, beforeEach, expect, it } from 'vitest'
import { forgetEnv } from '@/server/env'
import { budgetOf, overLimit } from './limits'

const before = { ...process.env }
beforeEach(() => {
  const databases = {
    DATABASE_URL: 'postgres://a',
    DATABASE_APP_URL: 'postgres://a',
    DATABASE_ENGINE_URL: 'postgres://a',
    DATABASE_AUTH_URL: 'postgres://a',
  }
  const secrets = { AUTH_SECRET: 'x'.repeat(32), KAOS_MASTER_KEY: Buffer.alloc(32, 'k').toString('base64'), KAOS_URL: 'http://localhost' }
  Object.assign(process.env, databases, secrets)
  forgetEnv()
})
afterEach(() => {
  process.env = { ...before }
  forgetEnv()
})

const settings = { timeZone: 'UTC' }

it('lets a run use what it may, and says what was too much', () => {
  const budget = budgetOf({ ...settings, runTimeoutMs: 5_000 })
  const used = { steps: 200_000, bytes: 128_000_000, elapsedMs: 5_000 }
  expect(overLimit(used, budget)).toBeNull()
  expect(overLimit({ ...used, steps: 200_001 }, budget)).toMatchObject({
    code: 'too_many_steps',
    message: 'The run took more than 200,000 steps.',
  })
  expect(overLimit({ ...used, bytes: 128_000_001 }, budget)).toMatchObject({ code: 'too_much_data' })
  expect(overLimit({ ...used, elapsedMs: 5_001 }, budget)).toMatchObject({ code: 'took_too_long' })
  expect(overLimit({ ...used, elapsedMs: 1e12 }, budgetOf(settings))).toBeNull()
})

it('gives a flow what it asks for, within what the installation grants', () => {
  expect(budgetOf({ ...settings, maxSteps: 10, maxMegabytes: 2 })).toMatchObject({ steps: 10, megabytes: 2 })
  expect(budgetOf({ ...settings, maxSteps: 1e9, maxMegabytes: 1e6 })).toMatchObject({ steps: 2_000_000, megabytes: 512 })
  Object.assign(process.env, { RUN_MAX_STEPS: '50', RUN_MAX_MEGABYTES: '1' })
  forgetEnv()
  expect(budgetOf(settings)).toMatchObject({ steps: 50, megabytes: 1 })
})
