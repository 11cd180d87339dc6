/**
 * Several streams as one, for a browser that keeps only six connections open. A source goes on once its item was taken; when
 * one ends or fails, all end: each watches over whether the caller is still allowed to listen.
 */
export async function* merge<T>(
  sources: readonly ((signal: AbortSignal) => AsyncIterable<T>)[],
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const own = new AbortController()
  const both = AbortSignal.any([signal, own.signal])
  const waiting: { item: T; taken: () => void }[] = []
  let wake = () => {}
  let end: { failure?: unknown } | undefined

  const pump = async (source: (signal: AbortSignal) => AsyncIterable<T>) => {
    try {
      for await (const item of source(both)) {
        if (end) return
        await new Promise<void>((taken) => {
          waiting.push({ item, taken })
          wake()
        })
        if (end) return
      }
      end ??= {}
    } catch (failure) {
      end ??= { failure }
    }
    wake()
  }
  const pumps = sources.map(pump)

  try {
    for (;;) {
      const next = waiting.shift()
      if (next) {
        try {
          yield next.item
        } finally {
          next.taken()
        }
      } else if (end) {
        if (end.failure !== undefined) throw end.failure
        return
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    end ??= {}
    own.abort()
    for (const { taken } of waiting) taken()
    await Promise.all(pumps)
  }
}
