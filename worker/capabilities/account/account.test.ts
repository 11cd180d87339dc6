import { expect, it } from 'vitest'
import type { OpenConnection } from '@/server/services/connections/open'
import { accountOf } from './account'

const opened: OpenConnection = {
  connector: 'xero',
  connection: { id: 'c1', name: 'Books', sandbox: false, settings: {} },
  credentials: { fields: {}, accessToken: 'old-token', expiresAt: Date.now() + 1_000 },
  hosts: ['api.xero.com'],
  isBroken: false,
}

it('uses and hides the fresh tokens from the moment they are there', async () => {
  const fresh = { fields: {}, accessToken: 'fresh-token' }
  const renew = async ({ accessToken }: { accessToken?: string }) => (accessToken === 'old-token' ? fresh : null)
  const earlier = accountOf(opened, renew, async () => 0)
  await earlier.freshen()
  expect(earlier.credentials).toEqual(opened.credentials)
  const account = accountOf(opened, renew, async () => Date.now())
  await account.freshen()
  expect(account.credentials).toEqual(fresh)
  expect(account.authorize({ method: 'GET', url: 'https://api.xero.com/' }).headers).toMatchObject({ Authorization: 'Bearer fresh-token' })
  expect(account.redact('it was fresh-token')).not.toContain('fresh-token')
  expect(await account.renew()).toBe(false)
})

it('has no getter, which would keep its secrets long after their step', () => {
  const getters = Object.values(Object.getOwnPropertyDescriptors(accountOf(opened, async () => null))).filter(({ get }) => get)
  expect(getters).toEqual([])
})
