import { getUntypedClient, type TRPCClient } from '@trpc/client'
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '@/server/trpc/router'

export type TrpcOptions = TRPCOptionsProxy<AppRouter>

type Given = { enabled?: boolean; trpc?: { context?: Record<string, unknown> } }
type Verb = (path: readonly string[], first: unknown, second: Given | undefined) => unknown

/**
 * `trpc.flows.get.queryOptions(…)` and its kin: what is used here of tRPC's own proxy for TanStack Query, which brings a part of
 * the server onto every page. A test holds this against it.
 */
export function optionsOver(client: TRPCClient<AppRouter>): TrpcOptions {
  const calls = getUntypedClient(client)
  const queryOptions: Verb = (path, input, given) => ({
    ...given,
    queryKey: keyOf(path, 'query', input),
    queryFn: () => calls.query(path.join('.'), input, given?.trpc),
  })
  const mutationOptions = (path: readonly string[], given: Given | undefined) => ({
    ...given,
    mutationKey: [path],
    mutationFn: (input: unknown) => calls.mutation(path.join('.'), input, given?.trpc),
  })
  const subscriptionOptions: Verb = (path, input, given) => ({
    ...given,
    enabled: given?.enabled ?? true,
    queryKey: keyOf(path, undefined, input),
    subscribe: (listeners: object) => calls.subscription(path.join('.'), input, listeners),
  })
  const verbs = new Map<string, Verb>(
    Object.entries({
      queryOptions,
      mutationOptions: (path, given) => mutationOptions(path, given as Given | undefined), // of a mutation, options are all there is
      subscriptionOptions,
      queryKey: (path, input) => keyOf(path, 'query', input),
      queryFilter: (path, input, filters) => ({ ...filters, queryKey: keyOf(path, 'query', input) }),
      infiniteQueryKey: (path, input) => keyOf(path, 'infinite', input),
      infiniteQueryFilter: (path, input, filters) => ({ ...filters, queryKey: keyOf(path, 'infinite', input) }),
      pathFilter: (path, filters) => ({ ...(filters as object | undefined), queryKey: [path] }), // as above
    } satisfies Record<string, Verb>),
  )
  return proxyAt([], verbs) as TrpcOptions // whatever the router has is answered by its path alone
}

function keyOf(path: readonly string[], type: 'query' | 'infinite' | undefined, input: unknown) {
  if (type === undefined && input === undefined) return [path]
  return [path, { ...(input !== undefined && { input }), ...(type && { type }) }]
}

function proxyAt(path: readonly string[], verbs: ReadonlyMap<string, Verb>): unknown {
  return new Proxy(() => {}, {
    get: (_, name) => (typeof name === 'string' ? proxyAt([...path, name], verbs) : undefined),
    apply: (_, __, [first, second]) => {
      const verb = verbs.get(path.at(-1) ?? '')
      if (!verb) throw new Error(`${path.join('.')} is not among the verbs of options.ts.`)
      return verb(path.slice(0, -1), first, second)
    },
  })
}
