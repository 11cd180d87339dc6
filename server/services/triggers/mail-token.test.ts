import { beforeAll, expect, it } from 'vitest'
import { mailAddress, mailToken, tokenOfAddress } from './mail-token'

beforeAll(() => {
  Object.assign(process.env, {
    AUTH_SECRET: 'test-secret-test-secret-test-secret',
    KAOS_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    KAOS_URL: 'https://kaos.acme.test',
    DATABASE_APP_URL: 'postgres://x@localhost/x',
    DATABASE_ENGINE_URL: 'postgres://x@localhost/x',
    DATABASE_AUTH_URL: 'postgres://x@localhost/x',
  })
})

it('is readable before the last dash and unguessable after it', () => {
  expect(mailAddress('f', 'n', 'Überweisungen & Rechnungen 2026 für alle Mandanten')).toMatch(
    /^uberweisungen-rechnungen-2026-[a-z2-7]{24}@kaos\.acme\.test$/,
  )
  expect(mailAddress('f', 'n', '請求書')).toMatch(/^flow-[a-z2-7]{24}@/)
  expect(new Set([mailToken('f', 'n'), mailToken('f', 'm'), mailToken('g', 'n')]).size).toBe(3)
})

it('is found by its token alone, in any case, and at our domain only', () => {
  const token = mailToken('f', 'n')
  expect(tokenOfAddress(mailAddress('f', 'n', 'Invoices').toUpperCase())).toBe(token)
  expect(tokenOfAddress(`an-older-name-${token}@kaos.acme.test`)).toBe(token)
  for (const wrong of [
    `x-${token}@evil.test`,
    `${token.slice(1)}@kaos.acme.test`,
    `x-${token}@kaos.acme.test@evil.test`,
    token,
    '',
    '@kaos.acme.test',
  ]) {
    expect(tokenOfAddress(wrong), wrong).toBeNull()
  }
})
