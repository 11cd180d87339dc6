import { expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { resultInWords } from './result-in-words'

const ports = [
  { id: 'yes', label: 'yes' },
  { id: 'c1', label: 'Germany' },
]
const words = (output: Json, port = 'out') => resultInWords({ output, port }, ports)

it('says what came of a step', () => {
  expect(words({ result: true, because: '4280 over 1000' }, 'yes')).toBe('yes: 4280 over 1000')
  expect(words({ way: 'DE' }, 'c1')).toBe('Germany: Way DE')
  expect(words({ status: 201, headers: {}, body: {} })).toBe('Status 201')
  const mona = { decider: 'm', name: 'Mona', via: 'app', at: '', comment: '' }
  expect(words({ decision: 'approved', by: [mona], fields: {}, edits: [] }, 'approved')).toBe('approved by Mona')
  expect(words({ decision: 'expired', by: [], fields: {}, edits: [] })).toBe('nobody decided in time')
  expect(words([1, 2, 3])).toBe('3 items')
  expect(words(Array.from({ length: 4_711 }, () => 1))).toBe('4,711 items')
  const file = (contentType: string) => ({ $file: { id: 'f', name: 'bill.pdf', contentType, size: 15_240_000 } })
  expect(words(file('application/pdf'))).toBe('bill.pdf')
  expect(words(file('application/vnd.kaos.value+json'))).toBe('15.2 MB of data')
  expect(words({ lines: [] })).toBe('1 field')
  expect(words(null)).toBe('')
  expect(words('x'.repeat(60))).toHaveLength(40)
})
