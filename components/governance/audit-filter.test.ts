import { expect, it } from 'vitest'
import { auditFilterQuery, filterInput, parseAuditFilter } from './audit-filter'

const WHO = '01900000-0000-7000-8000-00000000000f'

it('reads what it wrote', () => {
  const filter = { who: WHO, what: 'flows', from: '2026-06-10', to: '2026-11-25' }
  expect(parseAuditFilter(Object.fromEntries(new URLSearchParams(auditFilterQuery(filter))))).toEqual(filter)
  expect(auditFilterQuery({})).toBe('')
})

it('reads who did it, a person, any of them, or KAOS itself', () => {
  for (const who of [WHO, 'people', 'system']) expect(parseAuditFilter({ who })).toEqual({ who })
})

it('ignores what makes no sense', () => {
  expect(parseAuditFilter({ who: "x'; --", what: 'nothing', from: '2026-99-99', to: ['2026-06-10'] })).toEqual({})
})

it('takes the last day whole', () => {
  const { since, before, actions } = filterInput({ from: '2026-06-10', to: '2026-06-10', what: 'exports' })
  expect(Number(before) - Number(since)).toBe(86_400_000)
  expect(actions).toEqual(['receipt.exported', 'audit.exported'])
})
