import fc from 'fast-check'
import { expect, it } from 'vitest'
import { storable } from './storable'

it.each([
  [
    { a: 'x\0y', 'k\0': ['\ud800', '\udc00z', '😀'] },
    { a: 'x\ufffdy', 'k\ufffd': ['\ufffd', '\ufffdz', '😀'] },
  ],
  ['\\u0000', '\\u0000'],
  ['\\\0', '\\\ufffd'],
  [null, null],
  [4280, 4280],
])('%j', (given, kept) => {
  expect(storable(given)).toEqual(kept)
})

it('leaves nothing that can not be stored, and everything else as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const kept = storable(texts)
      expect(kept).toEqual(texts.map((text) => text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\0', '\ufffd')))
    }),
  )
})
