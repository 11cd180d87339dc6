import { expect, it } from 'vitest'
import type { OutsideCall } from './types'
import { callInWords, placeInDocument, starterInWords, statusOfCall } from './words'

function call(capability: string, summary: OutsideCall['summary']): OutsideCall {
  return { id: 'c', step: 's', attempt: 1, capability, summary, connectionId: null, sandbox: false, digest: 'd', at: '', durationMs: 1 }
}

it('points at the place a value was read', () => {
  expect(placeInDocument({ source: 'text', page: 2, box: [0.8, 0.9, 0.9, 0.92] })).toBe('Page 2, bottom right')
  expect(placeInDocument({ source: 'ocr', page: 1, box: [0, 0, 0.2, 0.1] })).toBe('Page 1, top left, recognised from the picture')
  expect(placeInDocument({ source: 'xml', path: '/a/b' })).toBe('In the e-invoice data')
})

it('says what went out', () => {
  expect(callInWords(call('http', { method: 'PUT', host: 'api.xero.com', path: '/Invoices' }))).toBe('PUT api.xero.com/Invoices')
  expect(callInWords(call('mail', { recipients: ['a@x.test', 'b@x.test'], subject: 'Approve' }))).toBe(
    'Mail to a@x.test, b@x.test: Approve',
  )
  expect(callInWords(call('model', {}))).toBe('Question to the model')
  expect(statusOfCall(call('http', { status: 429 }))).toEqual({ text: '429', isBad: true })
  expect(statusOfCall(call('http', {}))).toBeNull()
  expect(statusOfCall(call('mail', { error: 'Refused' }))).toEqual({ text: 'Failed', isBad: true })
})

it('says who or what started it', () => {
  const run = { startedBy: { kind: 'mail' }, starter: 'anna@x.test: Invoice 1' } as unknown as Parameters<typeof starterInWords>[0]
  expect(starterInWords(run)).toBe('a mail from anna@x.test: Invoice 1')
  expect(starterInWords({ ...run, startedBy: { kind: 'member' }, starter: 'Mona' })).toBe('Mona')
})
