/**
 * Natural batching: what arrives while one flush is under way goes out together in the next. A lone item isn't held back, and
 * the busier it gets, the larger the batches and the less each costs.
 */
export type Batching<Item, Result> = {
  (item: Item): Promise<Result>
  /** What waits for a pause to end goes at once, and whatever comes with it. */
  hurry(): void
}

type Limits<Item> = {
  most: number
  weigh?: (item: Item) => number
  heaviest?: number
  /** So long after the beginning of a flush of so many the next one begins at the earliest. */
  pauseMs?: (count: number) => number
  /** Whether a batch failed because of something in it: then each of it goes by itself, and only what can't go fails. */
  isFaulty?: (error: unknown) => boolean
}

export function batching<Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  { most, weigh = () => 0, heaviest = Number.POSITIVE_INFINITY, pauseMs = () => 0, isFaulty = () => false }: Limits<Item>,
): Batching<Item, Result> {
  let waiting: Waiting<Item, Result>[] = []
  let busy = false
  let pause: NodeJS.Timeout | undefined
  let nextAt = Number.NEGATIVE_INFINITY

  const run = async () => {
    pause = undefined
    while (waiting.length > 0 && performance.now() >= nextAt) {
      const batch = waiting.slice(0, sizeOf(waiting))
      waiting = waiting.slice(batch.length)
      nextAt = performance.now() + pauseMs(batch.length)
      await send(batch)
    }
    if (waiting.length > 0) begin()
    else busy = false
  }

  const send = async (batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await flush(batch.map(({ item }) => item))
      for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result) // one result an item, in order
    } catch (error) {
      if (batch.length > 1 && isFaulty(error)) for (const one of batch) await send([one])
      else for (const { reject } of batch) reject(error)
    }
  }

  const begin = () => {
    const left = nextAt - performance.now()
    if (left > 0) pause = setTimeout(run, left)
    else setImmediate(run)
  }

  const sizeOf = (items: readonly Waiting<Item, Result>[]) => {
    let weight = 0
    for (const [at, { item }] of items.entries()) {
      weight += weigh(item)
      if (at === most || (at > 0 && weight > heaviest)) return at
    }
    return items.length
  }

  const push = (item: Item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (busy) return
      busy = true
      begin()
    })

  return Object.assign(push, {
    hurry() {
      nextAt = Number.NEGATIVE_INFINITY
      if (pause === undefined) return
      clearTimeout(pause)
      pause = undefined
      setImmediate(run)
    },
  })
}

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
