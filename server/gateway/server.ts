import { createServer, type Server } from 'node:http'
import express, { type RequestHandler } from 'express'
import { blockOf } from '@/server/address-block'
import type { QueueProbe } from '@/server/queue/probe'
import { ready } from '@/server/services/health/ready'
import { HOOK_PATH } from '@/server/services/triggers/hook-token'
import { CALLBACKS, callbackHandler } from './callbacks'
import { type AddressOf, addressReader } from './client-address'
import { callbackDoor, discardRest, hookHandler } from './hooks'
import type { Limit, Limits } from './limits'
import { webProxy } from './web-proxy'

export type GatewayOptions = {
  webPort: number
  publicUrl: string
  trustedProxies: readonly string[]
  limits: Limits
  queueProbe: QueueProbe
  /** Next's hot reload speaks WebSocket. */
  development: boolean
}

/** The single entry for everything from outside. */
export function createGateway({ webPort, publicUrl, trustedProxies, limits, queueProbe, development }: GatewayOptions): Server {
  const addressOf = addressReader(trustedProxies)
  const limitedAs: AddressOf = (request) => blockOf(addressOf(request))
  const hooks = hookHandler({ addressOf: limitedAs, guesses: limits.guesses })
  const links = hookHandler({ addressOf: limitedAs, guesses: limits.guesses }, callbackDoor)
  const proxy = webProxy({ webPort, publicUrl, addressOf })

  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.get('/healthz', (_request, response) => void response.set(PLAIN).json({ ok: true }))
  app.get('/readyz', async (_request, response) => {
    const state = await ready(queueProbe)
    response
      .set(PLAIN)
      .status(state.ready ? 200 : 503)
      .json(state)
  })
  app.post('/api/auth/{*rest}', smallOnly, limitBy(limits.accounts, limitedAs))
  app.post(CALLBACKS, callbackHandler({ addressOf: limitedAs, guesses: limits.guesses }))
  app.use(proxy)

  const server = createServer((request, response) => {
    if (request.url?.startsWith(HOOK_PATH)) void hooks(request, response)
    else if (request.url?.startsWith(callbackDoor.path)) void links(request, response)
    else app(request, response)
  })
  if (development) server.on('upgrade', proxy.upgrade)
  return server
}

const PLAIN = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** More than any form of ours holds. What reads it takes in all there is. */
const LARGEST_FORM = 100_000

/** A body says how long it is, and is short: Node lets no more of it through than it says. */
const smallOnly: RequestHandler = (request, response, next) => {
  const isEndless = request.headers['transfer-encoding'] !== undefined
  if (!isEndless && Number(request.headers['content-length'] ?? 0) <= LARGEST_FORM) return next()
  discardRest(request, response)
  response.set(PLAIN).status(isEndless ? 411 : 413)
  response.json({ error: isEndless ? 'Say how long the body is.' : 'The body is too large.' })
}

function limitBy(limit: Limit, addressOf: AddressOf): RequestHandler {
  return async (request, response, next) => {
    const seconds = await limit.spend(addressOf(request))
    if (seconds === null) return next()
    response.set({ ...PLAIN, 'retry-after': String(seconds) }).status(429)
    response.json({ error: `Too many tries. Wait ${seconds} seconds and try again.` })
  }
}
