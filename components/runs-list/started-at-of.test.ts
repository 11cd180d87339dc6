import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { startedAtOf } from './started-at-of'

it('the id of a run says when it began', () => {
  const at = Date.UTC(2026, 10, 26, 8, 30)
  expect(startedAtOf(v7({ msecs: at }))).toEqual(new Date(at))
  expect(startedAtOf('nothing')).toBeNull()
})
