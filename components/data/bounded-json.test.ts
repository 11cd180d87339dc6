import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { processorMs } from '@/flow/testing/processor-ms'
import { boundedJson } from './bounded-json'

it('is JSON as everybody writes it, as long as it fits', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(boundedJson(value as Json, 1_000_000)).toEqual({ text: JSON.stringify(value, null, 2), whole: true }) // JSON is Json
    }),
  )
})

it('stops where it is told, whatever comes', () => {
  const many = Array.from({ length: 500_000 }, (_, at) => ({ at }))
  const took = processorMs(() => {
    const { text, whole } = boundedJson(many, 1_000)
    expect([text.length, whole]).toEqual([1_000, false])
    expect(boundedJson('x'.repeat(5_000_000), 100)).toMatchObject({ whole: false })
  })
  expect(took).toBeLessThan(2_000)
})
