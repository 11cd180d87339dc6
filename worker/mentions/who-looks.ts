import type { Bus } from '@/server/bus/bus'

/** Whoever has a flow open says so every ten seconds, if nothing else (components/together/presence.ts). */
const LISTEN_MS = 12_000

/** Listens for a while to who has these flows open: `flow user` of each. */
export async function whoLooks(
  bus: Bus,
  flowIds: Iterable<string>,
  signal: AbortSignal,
  listenMs = LISTEN_MS,
): Promise<ReadonlySet<string>> {
  const looking = new Set<string>()
  const stops = await Promise.all(
    [...new Set(flowIds)].map((flowId) =>
      bus.subscribe(`people:${flowId}`, (said) => {
        if (said?.whereabouts) looking.add(`${flowId} ${said.userId}`)
      }),
    ),
  )
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, listenMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
  for (const stop of stops) stop()
  return looking
}
