'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Workflow } from 'lucide-react'
import { useContext, useDeferredValue } from 'react'
import { ActionsContext } from '../actions/context'
import { useActions } from '../actions/use-actions'
import { useTRPC } from '../trpc/provider'
import { useGo } from './go'
import { hrefOf } from './navigation'
import { useCan, useSession } from './session'

/** While the palette is open, flows that match what is typed can be opened from it. */
export function FlowSearch() {
  const { overlay, query } = useContext(ActionsContext)
  const search = useDeferredValue(query.trim())
  const mayRead = useCan('flow.read')
  const open = overlay === 'palette' && mayRead
  const trpc = useTRPC()
  const { slug } = useSession().workspace
  const go = useGo()
  const flows = useQuery(
    trpc.flows.list.queryOptions({ search: search || undefined, limit: 6 }, { enabled: open, placeholderData: keepPreviousData }),
  )
  useActions(
    open
      ? (flows.data?.items ?? []).map(({ id, name }) => ({
          id: `flow.open.${id}`,
          label: name,
          group: 'Open a flow',
          icon: Workflow,
          run: () => go(hrefOf(slug, `/flows/${id}`)),
        }))
      : [],
  )
  return null
}
