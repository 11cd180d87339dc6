import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { freshenRuns, MOST_ASKED } from './freshen-runs'
import { PAGE_OF_RUNS, type RunPages } from './run-pages'
import type { RunPage, RunSummary } from './types'

const KEY = ['runs']

it('takes in what became of runs: changed, gone, new, or come back among older ones', async () => {
  const { store, client, shown, read } = await opened([9, 7, 5, 3])
  store.set(idOf(7), 'failed')
  store.delete(idOf(5))
  store.set(idOf(4), 'running')
  store.set(idOf(11), 'running')
  store.set(idOf(13), 'running')
  const freshness = await freshenRuns(client, KEY, new Set([7, 5, 4, 11, 13].map(idOf)), read.among)
  expect(freshness).toBe('fresh')
  expect(shown()).toEqual(['13 running', '11 running', '9 running', '7 failed', '4 running', '3 running'])
  expect(read.asked).toEqual([5])
})

it('leaves out what is older than what is loaded, and keeps the length of a list that goes on', async () => {
  const { store, client, shown, read, more } = await opened(upTo(PAGE_OF_RUNS + 10).map((at) => at + 100))
  const oldest = idOf(101)
  store.set(oldest, 'failed')
  expect(await freshenRuns(client, KEY, new Set([oldest]), read.among)).toBe('fresh')
  expect(read.asked).toEqual([])
  store.set(idOf(900), 'running')
  await freshenRuns(client, KEY, new Set([idOf(900)]), read.among)
  expect(shown()).toHaveLength(PAGE_OF_RUNS)
  expect(shown()[0]).toBe('900 running')
  await more()
  expect(shown()).toEqual([...store].sort(([a], [b]) => (a < b ? 1 : -1)).map(([id, status]) => `${Number(id)} ${status}`))
})

it('asks again when the list was fetched while the answer was on its way, so that nothing older is put over it', async () => {
  const { store, client, shown, read } = await opened([2, 1])
  const late = async (among: string[]) => {
    const answer = await read.among(among)
    if (read.asked.length === 1) {
      store.set(idOf(2), 'failed')
      await client.invalidateQueries({ queryKey: KEY })
    }
    return answer
  }
  await freshenRuns(client, KEY, new Set([idOf(2)]), late)
  expect(shown()).toEqual(['2 failed', '1 running'])
})

it('waits for a page that is on its way, and keeps it', async () => {
  const { store, client, shown, read, more } = await opened(upTo(PAGE_OF_RUNS * 2))
  store.set(idOf(PAGE_OF_RUNS * 2), 'failed')
  const coming = more()
  await Promise.all([coming, freshenRuns(client, KEY, new Set([idOf(PAGE_OF_RUNS * 2)]), read.among)])
  expect(shown()).toHaveLength(PAGE_OF_RUNS * 2)
  expect(shown()[0]).toBe(`${PAGE_OF_RUNS * 2} failed`)
  expect(read.asked).toEqual([1])
})

it('asks for all of it when too many changed, when nothing is left of what goes on, and when a search could not read all', async () => {
  const { store, client, read } = await opened(upTo(PAGE_OF_RUNS * 2))
  const flood = new Set(upTo(MOST_ASKED + 1).map((at) => idOf(at + 500)))
  expect(await freshenRuns(client, KEY, flood, read.among)).toBe('too many')
  const unread = async () => ({ items: [], nextCursor: null, unread: 1 })
  expect(await freshenRuns(client, KEY, new Set([idOf(999)]), unread)).toBe('ask for all')
  const loaded = upTo(PAGE_OF_RUNS).map((at) => idOf(at + PAGE_OF_RUNS))
  for (const id of loaded) store.delete(id)
  expect(await freshenRuns(client, KEY, new Set(loaded), read.among)).toBe('ask for all')
})

/** A list over these runs, its first page loaded. */
async function opened(numbers: readonly number[]) {
  const store = new Map<string, RunSummary['status']>(numbers.map((at) => [idOf(at), 'running']))
  const asked: number[] = []
  const page = ({ cursor, among }: { cursor?: string; among?: string[] }): RunPage => {
    const fitting = [...store]
      .map(([id, status]) => summary(id, status))
      .filter(({ id }) => (cursor === undefined || id < cursor) && (among === undefined || among.includes(id)))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
    const items = fitting.slice(0, PAGE_OF_RUNS)
    return { items, nextCursor: fitting.length > PAGE_OF_RUNS ? (items.at(-1)?.id ?? null) : null, unread: 0 }
  }
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const list = new InfiniteQueryObserver<RunPage, Error, RunPages, string[], string | undefined>(client, {
    queryKey: KEY,
    queryFn: async ({ pageParam }) => page({ cursor: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  list.subscribe(() => {})
  await list.refetch()
  const among = async (ids: string[]) => {
    asked.push(ids.length)
    return page({ among: ids })
  }
  const shown = () =>
    client.getQueryData<RunPages>(KEY)?.pages.flatMap(({ items }) => items.map(({ id, status }) => `${Number(id)} ${status}`)) ?? []
  return { store, client, shown, read: { among, asked }, more: () => list.fetchNextPage() }
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1)
}

function idOf(at: number): string {
  return String(at).padStart(6, '0')
}

function summary(id: string, status: RunSummary['status']): RunSummary {
  return {
    id,
    status,
    flowId: 'f',
    flowName: 'Flow',
    mode: 'live',
    startedBy: { kind: 'webhook', label: 'Webhook' },
    createdAt: new Date(0),
    startedAt: null,
    finishedAt: null,
    paused: false,
  }
}
