'use client'
import type { ReactNode } from 'react'
import { InfiniteRows } from '../ui/infinite-rows'
import { TabsContent, TabsList, TabsRoot, TabsTrigger } from '../ui/tabs'
import { DeskHead, DeskRow } from './desk-row'
import { NoApprovals } from './no-approvals'
import { DESK_TABS, type DeskItem, type DeskTab } from './types'
import { WaitingCount } from './waiting-count'

const LABELS: Record<DeskTab, string> = { mine: 'Waiting for me', open: 'All open', decided: 'Decided' }

type DeskProps = {
  tab: DeskTab
  onTab: (tab: DeskTab) => void
  waiting: number
  items: readonly DeskItem[]
  hrefOf: (id: string) => string
  hasMore: boolean
  loadMore: () => void
  moreFailed: boolean
  /** In place of the list: it loads, or could not. */
  instead?: ReactNode
}

/** What waits for a decision, and what was decided. */
export function Desk({ tab, onTab, waiting, items, hrefOf, hasMore, loadMore, moreFailed, instead }: DeskProps) {
  return (
    <TabsRoot
      value={tab}
      onValueChange={(value) => onTab(DESK_TABS.find((each) => each === value) ?? 'mine')}
      className="flex min-h-0 flex-1 flex-col"
    >
      <TabsList aria-label="Which approvals" className="shrink-0 overflow-x-auto px-3 sm:px-5">
        {DESK_TABS.map((each) => (
          <TabsTrigger key={each} value={each} className="shrink-0">
            {LABELS[each]}
            {each === 'mine' && <WaitingCount count={waiting} />}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value={tab} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {instead ??
          (items.length === 0 ? (
            <NoApprovals tab={tab} />
          ) : (
            <InfiniteRows
              label={LABELS[tab]}
              head={<DeskHead tab={tab} />}
              items={items}
              rowHeight={58}
              hasMore={hasMore}
              loadMore={loadMore}
              moreFailed={moreFailed}
              renderRow={(item, row) => <DeskRow key={item.id} {...row} item={item} tab={tab} href={hrefOf(item.id)} />}
            />
          ))}
      </TabsContent>
    </TabsRoot>
  )
}
