import { expect, it } from 'vitest'
import { isFiltered, parseRunFilter, runFilterQuery } from './run-filter'

it('survives the way through the address', () => {
  const filter = {
    flowId: '0198',
    status: 'failed',
    mode: 'live',
    since: '7d',
    from: '2026-02-03T00:00:00.000Z',
    to: '2026-02-04T00:00:00.000Z',
    by: '0199',
    text: 'Müller & Söhne',
  } as const
  expect(parseRunFilter(Object.fromEntries(new URLSearchParams(runFilterQuery(filter))))).toEqual(filter)
  expect(runFilterQuery({})).toBe('')
  expect(isFiltered({})).toBe(false)
  expect(isFiltered({ text: 'x' })).toBe(true)
})

it('ignores what makes no sense', () => {
  expect(parseRunFilter({ from: '+020266-02-03T00:00:00.000Z', to: '-000001-01-01T00:00:00.000Z' })).toEqual({})
  expect(parseRunFilter({ status: 'exploded', mode: ['live', 'test'], flow: ['a'], since: '2w', from: 'yesterday', text: '' })).toEqual({})
})
