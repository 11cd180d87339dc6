import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { digestOfList } from '@/server/governance/receipt/run-seal'
import { canonicalOf, RunningDigest } from './running-digest'

function digestOf(values: readonly Json[]) {
  const digest = new RunningDigest()
  for (const value of values) {
    const text = JSON.stringify(value)
    digest.add(text, () => canonicalOf(value, text))
  }
  return digest.done()
}

describe('a running digest', () => {
  it('comes to what a reader of the journal comes to', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const written = values as Json[] // what fast-check calls JsonValue, read-only
        expect(digestOf(written)).toEqual(digestOfList(written.map((value) => JSON.parse(JSON.stringify(value)))))
      }),
    )
  })

  it('goes by what was written where a value is not quite JSON', () => {
    const odd: Json[] = [
      Object.assign({ b: 1 }, { a: undefined }) as unknown as Json,
      { z: { b: [undefined], a: new Date(0) } } as unknown as Json,
      { b: Number.NaN, a: -0 },
      { b: new Map(), a: () => 1 } as unknown as Json,
    ]
    expect(digestOf(odd)).toEqual(digestOfList(odd.map((value) => JSON.parse(JSON.stringify(value)))))
  })

  it('is given up where a file is named, and where a value goes too deep', () => {
    expect(digestOf([1, { bill: { $file: { id: 'f' } } }, 2])).toBeUndefined()
    let deep: Json = 1
    for (let level = 0; level < 100_000; level++) deep = [deep]
    const digest = new RunningDigest()
    digest.add('', () => canonicalOf(deep, ''))
    expect(digest.done()).toBeUndefined()
  })

  it('is known once', () => {
    const digest = new RunningDigest()
    expect(digest.done()).toMatchObject({ count: 0 })
    digest.add('1', () => '1')
    expect(digest.done()).toBeUndefined()
  })
})
