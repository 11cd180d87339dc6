import { expect, it } from 'vitest'
import { mailOf } from './mail-of'

it('what people write is text, however it is written', () => {
  const { html, text } = mailOf('Look', [{ heading: '<b>Pay</b>' }, { values: [['Vendor', 'a & b']] }])
  expect(html).toContain('&#60;b&#62;Pay&#60;/b&#62;')
  expect(html).toContain('a &#38; b')
  expect(text).toBe('<b>Pay</b>\n\nVendor: a & b\n')
})

it('a subject that is cut ends with no half of an emoji', () => {
  const { subject } = mailOf(`${'a'.repeat(249)}🧾`, [])
  expect(subject).toBe('a'.repeat(249))
})

it('what is said is read from the side its writing begins at', () => {
  const { html } = mailOf('Look', [{ words: 'هل هذا صحيح؟' }])
  expect(html).toContain('<p dir="auto"')
})
