import { z } from 'zod'
import type { Polled } from '@/flow/define/define'
import type { Json } from '@/flow/json'

const SeenState = z.object({ seen: z.array(z.string()) })
/** Of entries that are no longer listed, so many are remembered: a list may be cut short for a while. */
const REMEMBERED = 2_000

type Listed = { items: readonly { key: string; value: Json }[]; state: Json | null; onlyRemember: boolean; most: number }

/** Of a list that is read whole each time: what was not in it before. */
export function newItems({ items, state, onlyRemember, most }: Listed): Polled {
  const known = SeenState.safeParse(state)
  const before = known.success ? known.data.seen : []
  const seen = new Set(before)
  const unseen = new Map(items.filter(({ key }) => !seen.has(key)).map((item) => [item.key, item]))
  const taken = onlyRemember ? [] : [...unseen.values()].slice(0, most)
  const covered = onlyRemember ? [...unseen.keys()] : taken.map(({ key }) => key)
  const listed = new Set(items.map(({ key }) => key))
  const gone = before.filter((key) => !listed.has(key)).slice(-REMEMBERED)
  return {
    items: taken,
    state: { seen: [...gone, ...before.filter((key) => listed.has(key)), ...covered] },
    more: !onlyRemember && unseen.size > taken.length,
  }
}
