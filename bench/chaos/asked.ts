import { setTimeout as sleep } from 'node:timers/promises'

/** So many are asked by one run, side by side. */
export const ASKED = ['ann', 'bob', 'cleo'] as const

/** Those outside whom runs hand a link: once all of a run's have theirs, they answer in the same moment, until they are heard. */
export function openAsked() {
  const linksOf = new Map<string, Map<string, string>>()
  const over = new AbortController()
  return {
    ask(id: string, name: string, link: string): void {
      const links = linksOf.get(id) ?? new Map<string, string>()
      linksOf.set(id, links)
      const isNew = !links.has(name)
      links.set(name, link)
      if (isNew && links.size === ASKED.length) for (const each of links.values()) void answer(each, over.signal)
    },
    close: () => over.abort(),
  }
}

async function answer(link: string, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const status = await post(link, signal)
    if (status < 500 && status !== 429) return
    await sleep(Math.min(2_000, 100 * 2 ** attempt), undefined, { signal }).catch(() => {})
  }
}

/** A gateway that is away is one that can't answer now. */
function post(link: string, signal: AbortSignal): Promise<number> {
  const timed = AbortSignal.any([signal, AbortSignal.timeout(10_000)])
  const asJson = { 'content-type': 'application/json' }
  return fetch(link, { method: 'POST', headers: asJson, body: '{"heard":true}', signal: timed }).then(
    ({ status }) => status,
    () => 503,
  )
}
