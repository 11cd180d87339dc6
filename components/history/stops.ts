import type { Outputs } from '../trpc/types'

type History = Outputs['drafts']['history']

/** A point of the history: after what somebody changed in one go, or where all that is known begins. */
export type Stop = {
  seq: number
  stretch: History['stretches'][number] | null
  /** Published at this point. */
  versions: number[]
}

export function stopsOf({ begin, stretches, versions }: History): Stop[] {
  const publishedAt = (seq: number) => versions.filter((version) => version.seq === seq).map(({ number }) => number)
  return [
    { seq: begin, stretch: null, versions: publishedAt(begin) },
    ...stretches.map((stretch) => ({ seq: stretch.seq, stretch, versions: publishedAt(stretch.seq) })),
  ]
}

/** Where a point lies in a history that may have grown since; null is its end. A stretch that went on has a later `seq`. */
export function placeOf(seq: number | null, stops: readonly Stop[]): number {
  const found = seq === null ? -1 : stops.findIndex((stop) => stop.seq >= seq)
  return found === -1 ? stops.length - 1 : found
}
