import type { InfiniteData } from '@tanstack/react-query'
import type { RunFilter, RunPage, RunSummary } from './types'

export type RunPages = InfiniteData<RunPage, string | undefined>

export const PAGE_OF_RUNS = 60

/** What a page of the list asks for. */
export function runListInput(filter: RunFilter) {
  return { ...filter, limit: PAGE_OF_RUNS }
}

/** Of runs that changed, those that stand or might now stand in what is loaded: ids sort by time, the newest first. */
export function withinLoaded({ pages }: RunPages, changed: Iterable<string>): string[] {
  const end = pages.at(-1)?.nextCursor ?? ''
  return [...changed].filter((id) => id >= end)
}

/**
 * The list with what became of the runs that changed: `now` are those of them that fit its filter. It stays as long as it was
 * at most, so that a list that is looked at all day does not grow; what falls off its end is fetched again when it comes near.
 */
export function withChanges({ pages }: RunPages, changed: ReadonlySet<string>, now: readonly RunSummary[]): RunPages {
  const most = pages.length * PAGE_OF_RUNS
  const others = pages.flatMap(({ items }) => items).filter(({ id }) => !changed.has(id))
  const all = [...others, ...now].sort((a, b) => (a.id < b.id ? 1 : -1))
  const kept = all.slice(0, most)
  const nextCursor = all.length > most ? (kept.at(-1)?.id ?? null) : (pages.at(-1)?.nextCursor ?? null)
  return inPages(
    kept,
    nextCursor,
    pages.reduce((sum, { unread }) => sum + unread, 0),
  )
}

/** Full pages, but for the last one. */
function inPages(items: RunSummary[], nextCursor: string | null, unread: number): RunPages {
  const pages: RunPage[] = []
  const pageParams: (string | undefined)[] = []
  for (let from = 0; from < Math.max(items.length, 1); from += PAGE_OF_RUNS) {
    const some = items.slice(from, from + PAGE_OF_RUNS)
    pageParams.push(pages.at(-1)?.nextCursor ?? undefined)
    const isLast = from + PAGE_OF_RUNS >= items.length
    pages.push({ items: some, nextCursor: isLast ? nextCursor : (some.at(-1)?.id ?? null), unread: from === 0 ? unread : 0 })
  }
  return { pages, pageParams }
}
