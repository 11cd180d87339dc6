import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { PAGE_OF_RUNS, type RunPages, withChanges, withinLoaded } from './run-pages'
import type { RunPage } from './types'

/** So many runs that changed are asked for by their ids, a page of them at a time. Beyond, the list is asked for as a whole. */
export const MOST_ASKED = 4 * PAGE_OF_RUNS

export type Freshness = 'fresh' | 'ask for all' | 'too many'

/**
 * Brings a list of runs up to date by asking for those that changed. Invariant: what is put into the list is never older than
 * what stands there: an answer that was overtaken by a fetch of the list is asked for again.
 */
export async function freshenRuns(
  queryClient: QueryClient,
  queryKey: QueryKey,
  changed: ReadonlySet<string>,
  ask: (among: string[]) => Promise<RunPage>,
): Promise<Freshness> {
  for (;;) {
    await untilIdle(queryClient, queryKey)
    const loaded = queryClient.getQueryData<RunPages>(queryKey)
    if (!loaded) return 'ask for all'
    const ids = withinLoaded(loaded, changed)
    if (ids.length === 0) return 'fresh'
    if (ids.length > MOST_ASKED) return 'too many'
    const answers = await Promise.all(inParts(ids).map(ask))
    // Values that a search could not read are counted by a look at all.
    if (answers.some(({ unread, nextCursor }) => unread > 0 || nextCursor !== null)) return 'ask for all'
    const state = queryClient.getQueryState<RunPages>(queryKey)
    if (state?.data !== loaded || state.fetchStatus !== 'idle') continue
    const next = withChanges(
      loaded,
      new Set(ids),
      answers.flatMap(({ items }) => items),
    )
    queryClient.setQueryData(queryKey, next)
    const isUsedUp = next.pages.every(({ items }) => items.length === 0) && next.pages.at(-1)?.nextCursor != null
    return isUsedUp ? 'ask for all' : 'fresh'
  }
}

/** Nothing of this query is being fetched. */
export function untilIdle(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  const isIdle = () => queryClient.isFetching({ queryKey, exact: true }) === 0
  if (isIdle()) return Promise.resolve()
  return new Promise((resolve) => {
    const unsubscribe = queryClient.getQueryCache().subscribe(() => {
      if (!isIdle()) return
      unsubscribe()
      resolve()
    })
  })
}

function inParts(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / PAGE_OF_RUNS) }, (_, at) => ids.slice(at * PAGE_OF_RUNS, (at + 1) * PAGE_OF_RUNS))
}
