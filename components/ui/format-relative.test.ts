import { expect, it } from 'vitest'
import { formatRelative } from './format-relative'

const NOW = new Date(2026, 10, 20, 12).getTime()
const MINUTE = 60_000

it.each([
  [-4_000, 'now'],
  [-45_000, '45 seconds ago'],
  [-59_700, '1 minute ago'],
  [-3 * MINUTE, '3 minutes ago'],
  [-26 * 60 * MINUTE, 'yesterday'],
  [2 * 60 * MINUTE, 'in 2 hours'],
  [-10 * 24 * 60 * MINUTE, 'Nov 10'],
  [-400 * 24 * 60 * MINUTE, 'Oct 16, 2025'],
])('says %i ms from now as %s', (offset, words) => {
  expect(formatRelative(new Date(NOW + offset), NOW, 'en-US')).toBe(words)
})
