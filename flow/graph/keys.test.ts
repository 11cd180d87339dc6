import { expect, test } from 'vitest'
import { NodeKeySchema } from './graph'
import { keyFrom } from './keys'

test('a key reads like the title', () => {
  expect(keyFrom('Read invoice', new Set())).toBe('readInvoice')
  expect(keyFrom('HTTP request', new Set())).toBe('httpRequest')
})

test('a taken key is counted up', () => {
  expect(keyFrom('Wait', new Set(['wait', 'wait2']))).toBe('wait3')
})

test.each(['', '2 days', '日本語', '__proto__', 'a'.repeat(500), '€ total'])('%j gives a key that the graph accepts', (title) => {
  expect(NodeKeySchema.parse(keyFrom(title, new Set()))).toBeTruthy()
})
