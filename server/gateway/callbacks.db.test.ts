import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id'
import { testDatabase } from '../db/testing'
import { openLimits } from './limits'
import { createGateway } from './server'

testDatabase()
const server = createGateway({
  webPort: 1,
  publicUrl: 'http://localhost:3000',
  trustedProxies: [],
  limits: openLimits(null),
  queueProbe: { check: async () => {}, close: async () => {} } as never, // nothing here asks for it
  development: false,
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listening on TCP
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const post = (path: string, body = 'payload=%7B%7D', headers = {}) => fetch(`${url}/callbacks/${path}`, { method: 'POST', body, headers })

it.each([
  ['an account that is not there', () => `slack/${newId()}/${newId()}`],
  ['another app', () => `xero/${newId()}/${newId()}`],
  ['what is no id', () => 'slack/1/..%2f..%2fetc'],
])('gives one answer to calls about %s', async (_, path) => {
  const signed = { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-slack-request-timestamp': '1' }
  const response = await post(path(), undefined, signed)
  expect(response.status).toBe(401)
  expect(await response.json()).toEqual({ error: 'This was not signed by the app.' })
})

it('does not read what is too large', async () => {
  expect((await post(`slack/${newId()}/${newId()}`, 'x'.repeat(300_000))).status).toBe(413)
})

describe('links that steps made', () => {
  it('does not tell one that is not there from one that is no link', async () => {
    const answers = await Promise.all(['x', 'A'.repeat(75), '..%2f..%2fetc%2fpasswd', ''].map((token) => post(`wait/${token}`, '{}')))
    const said = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect(new Set(said).size).toBe(1)
  })

  it('decides nothing when one is opened, whether it is there or not', async () => {
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(`${url}/callbacks/wait/${'A'.repeat(75)}`, { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    }
  })

  it('does not read what is too large', async () => {
    expect((await post(`wait/${'A'.repeat(75)}`, 'x'.repeat(300_000))).status).toBe(413)
  })
})

it('slows down whoever guesses', async () => {
  const tries = await Promise.all(Array.from({ length: 80 }, () => post(`slack/${newId()}/${newId()}`)))
  expect((await post(`slack/${newId()}/${newId()}`)).status).toBe(429)
  expect(tries.some(({ status }) => status === 401)).toBe(true)
})
