import { expect, it } from 'vitest'
import { MAX_BYTES, MAX_STEPS, overLimit } from './limits'

it('lets a run use what it may, and says what was too much', () => {
  const used = { steps: MAX_STEPS, bytes: MAX_BYTES, elapsedMs: 5_000, allowedMs: 5_000 }
  expect(overLimit(used)).toBeNull()
  expect(overLimit({ ...used, steps: MAX_STEPS + 1 })).toMatchObject({
    code: 'too_many_steps',
    message: 'The run took more than 200,000 steps.',
  })
  expect(overLimit({ ...used, bytes: MAX_BYTES + 1 })).toMatchObject({ code: 'too_much_data' })
  expect(overLimit({ ...used, elapsedMs: 5_001 })).toMatchObject({ code: 'took_too_long' })
  expect(overLimit({ ...used, elapsedMs: 1e12, allowedMs: undefined })).toBeNull()
})
