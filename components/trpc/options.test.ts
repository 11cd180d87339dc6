import { QueryClient } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { expect, test, vi } from 'vitest'
import type { AppRouter } from '@/server/trpc/router'
import { ALONE, createClient } from './client'
import { optionsOver, type TrpcOptions } from './options'

const client = createClient('acme')
const ours = optionsOver(client)
const theirs = createTRPCOptionsProxy<AppRouter>({ client, queryClient: new QueryClient() })
const id = '019a0000-0000-7000-8000-000000000000'
const alone = { trpc: { context: ALONE } }

test('keys and filters are those of tRPC itself', () => {
  const asked = (trpc: TrpcOptions) => [
    trpc.flows.get.queryKey({ id }),
    trpc.manifest.get.queryKey(),
    trpc.flows.get.queryFilter({ id }, { exact: true }),
    trpc.flows.list.infiniteQueryKey({ limit: 6 }),
    trpc.flows.list.infiniteQueryFilter(),
    trpc.flows.pathFilter(),
    trpc.flows.pathFilter({ type: 'active' }),
    trpc.flows.get.queryOptions({ id }, { staleTime: 5 }).queryKey,
    trpc.flows.rename.mutationOptions().mutationKey,
    trpc.runs.onChanges.subscriptionOptions().queryKey,
    trpc.runs.onChanges.subscriptionOptions(undefined, { enabled: false }).enabled,
    trpc.whatIf.onProgress.subscriptionOptions({ id }).queryKey,
  ]
  expect(asked(ours)).toEqual(asked(theirs))
})

test('what is given stays, and calls go where those of tRPC go', async () => {
  const asked: unknown[] = []
  vi.stubGlobal('fetch', async (address: string, { method, body }: RequestInit) => {
    asked.push([method, address, body])
    return Response.json({ result: { data: { json: { answer: 42 } } } })
  })
  const queries = new QueryClient()
  for (const trpc of [ours, theirs]) {
    const get = trpc.flows.get.queryOptions({ id }, { staleTime: 5, ...alone })
    expect(get).toMatchObject({ staleTime: 5 })
    expect(await queries.fetchQuery({ ...get, staleTime: 0 })).toEqual({ answer: 42 })
    const rename = queries.getMutationCache().build(queries, trpc.flows.rename.mutationOptions(alone))
    expect(await rename.execute({ id, name: 'New' })).toEqual({ answer: 42 })
  }
  vi.unstubAllGlobals()
  expect(asked).toHaveLength(4)
  expect(asked.slice(0, 2)).toEqual(asked.slice(2))
})

test('a verb that is not there says so', () => {
  expect(() => ours.flows.rename.mutationKey()).toThrow('flows.rename.mutationKey is not among the verbs')
})
