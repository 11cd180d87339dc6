import { setImmediate as turn } from 'node:timers/promises'

const AT_ONCE_MS = 5

/** For work that is done in pieces: called after each, it lets the event loop in between once they have taken a moment. */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now()
  const breathe = async () => {
    await turn()
    since = performance.now()
  }
  return () => (performance.now() - since < AT_ONCE_MS ? undefined : breathe())
}
