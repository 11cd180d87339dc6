import { expect, it } from 'vitest'
import { waitsInWords } from './waits-in-words'

const NOW = Date.UTC(2026, 10, 27, 9)
const SOON = new Date(NOW + 2 * 3_600_000)
const words = (kind: Parameters<typeof waitsInWords>[0]['kind'], until: Date | null = null, who: string[] = []) =>
  waitsInWords({ kind, until, who }, NOW, 'en')

it('says whom a run waits for, or what, and until when', () => {
  expect(words('approval', SOON, ['Mona'])).toBe('Waits for a decision by Mona, closes in 2 hours')
  expect(words('approval', null, ['Mona', 'an admin'])).toBe('Waits for a decision by Mona or an admin')
  expect(words('approval', null, ['Mona', 'Bea', 'Al'])).toBe('Waits for a decision by Mona or 2 others')
  expect(words('callback', SOON)).toBe('Waits for an answer to its link, gives up in 2 hours')
  expect(words('timer', SOON)).toBe('Goes on in 2 hours')
  expect(words('retry', SOON)).toBe('Tries again in 2 hours')
  expect(words('verify')).toBe('Somebody has to say whether it happened')
})

it('promises nothing that is past', () => {
  const past = new Date(NOW - 60_000)
  expect(words('timer', past)).toBe('Goes on now')
  expect(words('approval', past, ['Mona'])).toBe('Waits for a decision by Mona')
})
