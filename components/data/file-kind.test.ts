import { expect, it } from 'vitest'
import { kindInWords } from './file-kind'

it.each([
  ['application/pdf', 'PDF'],
  ['Application/PDF; charset=binary', 'PDF'],
  ['image/png', 'picture'],
  ['text/html; charset=utf-8', 'web page'],
  ['text/x-log', 'text'],
  ['application/octet-stream', 'file'],
  ['', 'file'],
])('%s is a %s', (contentType, kind) => {
  expect(kindInWords(contentType)).toBe(kind)
})
