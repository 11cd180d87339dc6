/** A subscription's signal; the server's own callers have no connection that could end. */
export function untilGone(signal: AbortSignal | undefined): AbortSignal {
  return signal ?? new AbortController().signal
}
