'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Workflow } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useActions } from '../actions/use-actions'
import { useTRPC } from '../trpc/provider'
import { useGo } from './go'
import { hrefOf } from './navigation'
import { useCan, useSession } from './session'

/** While the palette is open, flows that match what is typed can be opened from it. Are some still on their way? */
export function useFlowSearch(query: string): boolean {
  const typed = query.trim()
  const search = useDeferredValue(typed)
  const enabled = useCan('flow.read')
  const trpc = useTRPC()
  const { slug } = useSession().workspace
  const go = useGo()
  const flows = useQuery(
    trpc.flows.list.queryOptions({ search: search || undefined, limit: 6 }, { enabled, placeholderData: keepPreviousData }),
  )
  useActions(
    (flows.data?.items ?? []).map(({ id, name }) => ({
      id: `flow.open.${id}`,
      label: name,
      group: 'Open a flow',
      icon: Workflow,
      run: () => go(hrefOf(slug, `/flows/${id}`)),
    })),
  )
  return enabled && (search !== typed || (flows.fetchStatus === 'fetching' && (flows.isPending || flows.isPlaceholderData)))
}
