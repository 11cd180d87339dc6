import { expect, it } from 'vitest'
import { plainText } from './plain-text'

it('takes words out of HTML, and quickly whatever it is', () => {
  expect(plainText('<p>5 &lt; 6 &#8211; &#x1F600; &unknown; &#0;</p>')).toBe('5 < 6 – 😀 &unknown;')
  const started = performance.now()
  plainText('<'.repeat(500_000))
  plainText(`${'&#'.repeat(250_000)}${'<a '.repeat(100_000)}`)
  expect(performance.now() - started).toBeLessThan(500)
})
