import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { HEAVY_LENGTH, type KindName } from './kinds'
import type { Random } from './random'

/** Something a sender wants done, once: it sends until it hears yes, and now and then once more. */
export type Delivery = {
  id: string
  kind: KindName
  /** Known once it was accepted. */
  runId: string | null
  acceptedAt: number
  /** A repeat of it was taken for something new. */
  twice: boolean
}

/** What is sent, each as often as it stands here. */
const MIX: readonly [KindName, ...KindName[]] = [
  'sleeper',
  ...Array<KindName>(10).fill('order'),
  ...Array<KindName>(5).fill('payment'),
  ...Array<KindName>(4).fill('stubborn'),
  ...Array<KindName>(4).fill('asking'),
]
/** Shares of deliveries that come again: in the same moment, or much later and out of order. */
const DOUBLED = 0.08
const REPLAYED = 0.05
const REPLAYED_AFTER_MS = [2_000, 15_000] as const

export type Load = ReturnType<typeof openLoad>

/** Sends as other systems do: at a steady rate, again when refused, and sometimes twice. */
export function openLoad(urls: Record<KindName, string>, random: Random) {
  const deliveries: Delivery[] = []
  const underWay = new Set<Promise<void>>()
  const giveUp = new AbortController()
  setMaxListeners(0, giveUp.signal)
  let numbered = 0
  let refusals = 0
  let repeats = 0
  let timer: NodeJS.Timeout | undefined

  const post = async (delivery: Delivery): Promise<void> => {
    for (let attempt = 0; !giveUp.signal.aborted; attempt++) {
      const runId = await send(urls[delivery.kind], delivery.id, bodyOf(delivery), giveUp.signal).catch(() => null)
      if (runId !== null) return accept(delivery, runId)
      refusals += 1
      await sleep(Math.min(2_000, 100 * 2 ** attempt), undefined, { signal: giveUp.signal }).catch(() => {})
    }
  }
  const accept = (delivery: Delivery, runId: string) => {
    if (delivery.runId === null) Object.assign(delivery, { runId, acceptedAt: Date.now() })
    else if (delivery.runId !== runId) delivery.twice = true
  }
  const again = async (delivery: Delivery, afterMs: number) => {
    await sleep(afterMs, undefined, { signal: giveUp.signal }).catch(() => {})
    repeats += 1
    await post(delivery)
  }
  const track = (work: Promise<void>) => {
    underWay.add(work)
    work.finally(() => underWay.delete(work))
  }
  const start = (kind: KindName): Delivery => {
    const delivery = { id: `${kind}-${++numbered}`, kind, runId: null, acceptedAt: 0, twice: false }
    deliveries.push(delivery)
    track(post(delivery))
    if (random.chance(DOUBLED)) track(again(delivery, 0))
    if (random.chance(REPLAYED)) track(again(delivery, random.between(...REPLAYED_AFTER_MS)))
    return delivery
  }

  return {
    deliveries,
    start,
    begin(perSecond: number): void {
      timer = setInterval(() => start(random.pick(MIX)), 1_000 / perSecond)
    },
    /** Starts nothing new, and waits until everything begun was accepted. */
    async end(patienceMs: number): Promise<void> {
      clearInterval(timer)
      const late = setTimeout(() => giveUp.abort(), patienceMs)
      await Promise.all(underWay)
      clearTimeout(late)
    },
    get counts() {
      return { refusals, repeats }
    },
  }
}

async function send(url: string, id: string, body: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id },
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  })
  const answer: unknown = await response.json()
  if (response.status !== 202 || typeof answer !== 'object' || answer === null || !('runId' in answer)) throw new Error('Not accepted')
  return String(answer.runId)
}

function bodyOf({ id, kind }: Delivery): string {
  return JSON.stringify(kind === 'heavy' ? { id, text: 'x'.repeat(HEAVY_LENGTH) } : { id })
}
