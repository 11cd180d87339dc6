'use client'
import { useCallback } from 'react'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useSession } from '../shell/session'
import { useTickActions } from '../ticks/use-tick-actions'
import type { Ticked } from '../ticks/use-ticked'
import { InfiniteRows } from '../ui/infinite-rows'
import { isEmpty } from '../ui/pages'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { FlowHead, FlowRow } from './flow-row'
import type { FlowState } from './flows-view'
import { NoFlows } from './no-flows'
import { NoneInState } from './none-in-state'
import type { FlowSummary, Folder } from './types'
import { type FlowList, flowsOf } from './use-flow-list'
import { useRowActions } from './use-row-actions'

type FlowTableProps = {
  list: FlowList
  folderId: string | null
  search: string
  state: FlowState | null
  folders: readonly Folder[]
  ticked: Ticked
  onCreate?: () => void
  onAnyState: () => void
  onClearSearch: () => void
}

export function FlowTable({ list, folderId, search, state, folders, ticked, onCreate, onAnyState, onClearSearch }: FlowTableProps) {
  const { slug } = useSession().workspace
  const flows = flowsOf(list.data?.pages ?? [])
  const { actionsOf, setCurrent, toggle, dialogs } = useRowActions(flows, folders, ticked)
  const ids = flows.map(({ id }) => id)
  useTickActions('Flows', ids, ticked)
  const { fetchNextPage } = list
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])

  // What was found before says nothing about what is looked for now.
  const isStale = list.isPlaceholderData
  if (list.isPending || (isStale && isEmpty(list.data))) return <RowsSkeleton rows={8} />
  if (list.isError && !list.data) {
    return <QueryError title="The flows could not be loaded" error={list.error} onRetry={() => list.refetch()} />
  }
  if (flows.length === 0 && state !== null) {
    return <NoneInState state={state} search={search} inFolder={folderId !== null} onAnyState={onAnyState} onClearSearch={onClearSearch} />
  }
  if (flows.length === 0) {
    return (
      <NoFlows
        templatesHref={hrefOf(slug, '/templates')}
        everywhereHref={hrefOf(slug, '/flows')}
        search={search}
        inFolder={folderId !== null}
        onCreate={onCreate}
        onClearSearch={onClearSearch}
      />
    )
  }

  const folderName = (flow: FlowSummary) => (folderId === null ? (folders.find(({ id }) => id === flow.folderId)?.name ?? null) : null)
  return (
    <>
      <InfiniteRows
        label="Flows"
        head={<FlowHead ids={ids} ticked={ticked} />}
        items={flows}
        rowHeight={52}
        hasMore={list.hasNextPage}
        loadMore={loadMore}
        moreFailed={list.isFetchNextPageError}
        isStale={isStale}
        onCurrentChange={setCurrent}
        renderRow={(flow, row) => (
          <FlowRow
            key={flow.id}
            {...row}
            flow={flow}
            href={hrefOf(slug, `/flows/${flow.id}`)}
            hrefOfRun={(runId) => hrefOf(slug, `/runs/${runId}`)}
            folderName={folderName(flow)}
            actions={actionsOf(flow)}
            ticked={ticked}
            among={() => ids}
            onToggle={toggle && ((enabled) => toggle(flow, enabled))}
          />
        )}
      />
      {dialogs}
    </>
  )
}
