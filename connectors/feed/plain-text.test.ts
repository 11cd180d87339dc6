import { expect, it } from 'vitest'
import { processorMs } from '@/flow/testing/processor-ms'
import { plainText } from './plain-text'

it('takes words out of HTML, and quickly whatever it is', () => {
  expect(plainText('<p>5 &lt; 6 &#8211; &#x1F600; &unknown; &#0;</p>')).toBe('5 < 6 – 😀 &unknown;')
  const took = processorMs(() => {
    plainText('<'.repeat(500_000))
    plainText(`${'&#'.repeat(250_000)}${'<a '.repeat(100_000)}`)
  })
  expect(took).toBeLessThan(500)
})
