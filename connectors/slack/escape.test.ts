import { describe, expect, it } from 'vitest'
import { escapeShort, escapeText } from './escape'

describe('escapeText', () => {
  it.each([
    ['<!channel> & <!here>', '&lt;!channel&gt; &amp; &lt;!here&gt;'],
    ['&lt;!channel&gt;', '&amp;lt;!channel&amp;gt;'],
    ['<https://evil.example|bank.example>', '&lt;https://evil.example|bank.example&gt;'],
    ['EUR 4,280.00 *net*', 'EUR 4,280.00 *net*'],
  ])('%s', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped)
  })
})

describe('escapeShort', () => {
  it('counts what Slack counts, and cuts neither an entity nor a character in two', () => {
    expect(escapeShort('a<b', 6)).toBe('a&lt;b')
    expect(escapeShort('a<b<c', 7)).toBe('a&lt;b…')
    expect(escapeShort('<<<', 8)).toBe('&lt;…')
    expect(escapeShort('ab😀cd', 5)).toBe('ab😀…')
    expect(escapeShort('ab😀cd', 4)).toBe('ab…')
  })
})
