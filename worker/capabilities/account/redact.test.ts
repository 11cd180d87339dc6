import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HIDDEN, redactJson, redactLarge, redactor } from './redact'

const secret = 's3cr3t/with "quotes"+and=é'
const spellings = {
  plain: secret,
  json: JSON.stringify(secret).slice(1, -1),
  base64: Buffer.from(secret).toString('base64'),
  base64url: Buffer.from(secret).toString('base64url'),
  url: encodeURIComponent(secret),
  form: new URLSearchParams({ a: secret }).toString().slice(2),
  hex: Buffer.from(secret).toString('hex'),
  HEX: Buffer.from(secret).toString('hex').toUpperCase(),
}

it.each(Object.entries(spellings))('hides a secret in %s', (_name, spelling) => {
  expect(redactor([secret])(`before ${spelling} after`)).toBe(`before ${HIDDEN} after`)
})

it('hides it in keys and values, however deep', () => {
  const echoed = { headers: [{ [secret]: { authorization: `Bearer ${secret}` } }], count: 3, none: null, yes: true }
  expect(redactJson(echoed, redactor([secret]))).toEqual({
    headers: [{ [HIDDEN]: { authorization: `Bearer ${HIDDEN}` } }],
    count: 3,
    none: null,
    yes: true,
  })
})

it('hides it in large data as in small', async () => {
  const rows = Array.from({ length: 5_000 }, (_, id) => ({ id, [secret]: [`${id} ${secret}`], deep: { list: Array(3).fill(secret) } }))
  const large = { rows, one: secret, none: null }
  expect(await redactLarge(large, redactor([secret]))).toEqual(redactJson(large, redactor([secret])))
})

it('leaves short values alone, and hides a longer secret before one within it', () => {
  expect(redactor(['abc', ''])('abc')).toBe('abc')
  expect(redactor(['secret', 'secret-and-more'])('secret-and-more, secret')).toBe(`${HIDDEN}, ${HIDDEN}`)
})

it('never leaves the secret, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12 }), fc.string(), fc.string(), (value, before, after) => {
      expect(redactor([value])(before + value + after).includes(value)).toBe(HIDDEN.includes(value))
    }),
  )
})
