import { expect, it } from 'vitest'
import { safeNext } from './safe-next'

it('keeps a path of ours', () => {
  expect(safeNext('/w/acme/flows?folder=1')).toBe('/w/acme/flows?folder=1')
})

it.each([
  undefined,
  ['/a', '/b'],
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  'http:evil.example',
  'javascript:alert(1)',
])('does not leave for %s', (next) => {
  expect(safeNext(next)).toBe('/')
})
