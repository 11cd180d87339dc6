/**
 * Natural batching: what arrives while one flush is under way goes out together in the next. No timer, so a lone
 * item isn't held back, and the busier it gets, the larger the batches and the less each costs.
 */
export function batching<Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  { most, weigh = () => 0, heaviest = Number.POSITIVE_INFINITY }: { most: number; weigh?: (item: Item) => number; heaviest?: number },
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let busy = false

  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, sizeOf(waiting))
      waiting = waiting.slice(batch.length)
      try {
        const results = await flush(batch.map(({ item }) => item))
        for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result) // one result an item, in order
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    busy = false
  }

  const sizeOf = (items: readonly Waiting<Item, Result>[]) => {
    let weight = 0
    for (const [at, { item }] of items.entries()) {
      weight += weigh(item)
      if (at === most || (at > 0 && weight > heaviest)) return at
    }
    return items.length
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (busy) return
      busy = true
      setImmediate(run)
    })
}

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
