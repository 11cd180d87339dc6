import { ExpressionError } from '../expression-error'
import { functionsOf } from './define'

const define = functionsOf('text')

export const encodingFunctions = [
  define({
    name: 'urlEncode',
    params: { text: 'text or number' },
    returns: 'text',
    summary: 'Fit for a web address.',
    examples: [{ expression: '"a b&c".urlEncode()', result: 'a%20b%26c' }],
    run: ({ text }, budget) => {
      budget.claimText(String(text).length * 3)
      return guarded(() => encodeURIComponent(String(text)), 'The text has half a character in it, so it has no web form.')
    },
  }),
  define({
    name: 'urlDecode',
    params: { text: 'text' },
    returns: 'text',
    summary: 'Out of a web address.',
    examples: [{ expression: '"a%20b%26c".urlDecode()', result: 'a b&c' }],
    run: ({ text }) => guarded(() => decodeURIComponent(text), 'The text is not from a web address.'),
  }),
  define({
    name: 'base64Encode',
    params: { text: 'text' },
    returns: 'text',
    summary: 'As Base64.',
    examples: [{ expression: '"héllo".base64Encode()', result: 'aMOpbGxv' }],
    run: ({ text }, budget) => {
      budget.claimText(text.length * 4)
      const bytes = new TextEncoder().encode(text)
      let binary = ''
      for (const byte of bytes) binary += String.fromCharCode(byte)
      return btoa(binary)
    },
  }),
  define({
    name: 'base64Decode',
    params: { text: 'text' },
    returns: 'text',
    summary: 'Text out of Base64.',
    examples: [{ expression: '"aMOpbGxv".base64Decode()', result: 'héllo' }],
    run: ({ text }, budget) => {
      budget.claimText(text.length)
      return guarded(() => {
        const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
        return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
      }, 'This is not Base64 of a text.')
    },
  }),
  define({
    name: 'htmlEscape',
    params: { text: 'text' },
    returns: 'text',
    summary: 'Safe inside HTML.',
    examples: [{ expression: '"<b>A & B</b>".htmlEscape()', result: '&lt;b&gt;A &amp; B&lt;/b&gt;' }],
    run: ({ text }, budget) => {
      budget.claimText(text.length * 6)
      return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
    },
  }),
]

function guarded(run: () => string, message: string): string {
  try {
    return run()
  } catch {
    throw new ExpressionError('failed', message)
  }
}
