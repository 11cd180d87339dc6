import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTRPC } from '../trpc/provider'

type List = { data?: { pages: readonly unknown[] }; isFetching: boolean; refetch: () => unknown }

/** Shows what is recorded and sealed meanwhile, as long as somebody looks at the top: further down the rows stay where they are. */
export function useFreshEvents({ data, isFetching, refetch }: List): void {
  const trpc = useTRPC()
  const state = useQuery(trpc.audit.state.queryOptions()).data
  const known = state && `${state.links} ${state.waiting}`
  const seen = useRef(known)
  const isAtTop = data?.pages.length === 1

  useEffect(() => {
    if (known === undefined || known === seen.current || isFetching) return
    const isFirst = seen.current === undefined
    seen.current = known
    if (!isFirst && isAtTop) refetch()
  }, [known, isFetching, isAtTop, refetch])
}
