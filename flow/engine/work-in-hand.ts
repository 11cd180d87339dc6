import type { WaitKind } from './events'

/** A turn for an account, or a flow that was called: what waits for it waits for no time and nobody, and is worked on. */
export function isWorkInHand(kind: WaitKind): boolean {
  return kind === 'turn' || kind === 'call'
}
