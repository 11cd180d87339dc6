import { expect, it } from 'vitest'
import { parseRunFilter, runFilterQuery } from './run-filter'

it('survives the way through the address', () => {
  const filter = { flowId: '0198', status: 'failed', mode: 'live' } as const
  expect(parseRunFilter(Object.fromEntries(new URLSearchParams(runFilterQuery(filter))))).toEqual(filter)
  expect(runFilterQuery({})).toBe('')
})

it('ignores what makes no sense', () => {
  expect(parseRunFilter({ status: 'exploded', mode: ['live', 'test'], flow: ['a'] })).toEqual({})
})
