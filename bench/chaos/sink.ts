import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { openAsked } from './asked'
import type { Random } from './random'

/** What was done at one address of the outside world: one effect for each key, however often it was sent. */
export type Done = { keys: Set<string>; calls: number; early: boolean }

/** Long enough that faults come in the middle of effects. */
const TAKES_MS = [10, 120] as const
/** `/flaky/…` refuses so many times before it does something. */
const REFUSALS = 2
/** `/cut/…` does it and is never heard of again. */
const CUT_SHORT = 0

/** The outside world: does what it is told, takes its time, and keeps count. */
export async function openSink(random: Random, onPoison: (id: string) => void = () => {}) {
  const done = new Map<string, Done>()
  const refusals = new Map<string, number>()
  const asked = openAsked()

  const statusFor = (request: IncomingMessage, url: URL): number => {
    const [, kind = '', id = '', name = ''] = url.pathname.split('/')
    if (kind === 'poison') onPoison(id)
    if (kind === 'refuse') return 422
    if (kind === 'flaky') {
      const refused = refusals.get(url.pathname) ?? 0
      refusals.set(url.pathname, refused + 1)
      if (refused < REFUSALS) return 503
    }
    const key = request.headers['idempotency-key']
    const there = done.get(url.pathname) ?? { keys: new Set(), calls: 0, early: false }
    there.calls += 1
    if (typeof key === 'string') there.keys.add(key)
    const link = url.searchParams.get('link')
    if (link !== null) asked.ask(id, name, link)
    const until = url.searchParams.get('until')
    if (until !== null && Date.now() < Date.parse(until)) there.early = true
    done.set(url.pathname, there)
    return kind === 'cut' ? CUT_SHORT : 200
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://sink')
    request.resume()
    const status = statusFor(request, url)
    await sleep(random.between(...TAKES_MS))
    if (status === CUT_SHORT) return void request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"done":true}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP

  return {
    url: `http://127.0.0.1:${port}`,
    done: done as ReadonlyMap<string, Done>,
    async close(): Promise<void> {
      asked.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
