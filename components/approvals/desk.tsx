'use client'
import { type ReactNode, useState } from 'react'
import { InfiniteRows } from '../ui/infinite-rows'
import { NothingFits } from '../ui/nothing-fits'
import { TabsContent, TabsList, TabsRoot, TabsTrigger } from '../ui/tabs'
import { DeskHead, DeskRow } from './desk-row'
import { DeskSearch } from './desk-search'
import { NoApprovals } from './no-approvals'
import { DESK_TABS, type DeskItem, type DeskTab } from './types'
import { WaitingCount } from './waiting-count'

const LABELS: Record<DeskTab, string> = { mine: 'Waiting for me', open: 'All open', decided: 'Decided' }

/** As many are seen at a glance. */
const FEW = 12

type DeskProps = {
  tab: DeskTab
  onTab: (tab: DeskTab) => void
  waiting: number
  items: readonly DeskItem[]
  /** What is looked for among what is open. */
  text: string
  onText: (text: string) => void
  hrefOf: (id: string) => string
  hasMore: boolean
  loadMore: () => void
  moreFailed: boolean
  /** What stands there was found for other words. */
  isStale: boolean
  /** In place of the list: it loads, or could not. */
  instead?: ReactNode
}

/** What waits for a decision, and what was decided. */
export function Desk({ tab, onTab, waiting, items, text, onText, hrefOf, hasMore, loadMore, moreFailed, isStale, instead }: DeskProps) {
  const isSearched = tab !== 'decided' && text.trim() !== ''
  // It stays once it was there: whoever empties it goes on typing.
  const [wasLong, setWasLong] = useState(false)
  if (tab !== 'decided' && items.length > FEW && !wasLong) setWasLong(true)
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
        {tab !== 'decided' && (items.length > 1 || wasLong) && (
          <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 sm:px-5">
            {wasLong && <DeskSearch text={text} onText={onText} />}
            <p className="text-ink-3 text-sm">What closes first comes first, then what never closes, the newest first.</p>
          </div>
        )}
        {instead ??
          (items.length === 0 && isSearched ? (
            <NothingFits text={text} onClear={() => onText('')} />
          ) : items.length === 0 ? (
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
              isStale={isStale}
              renderRow={(item, row) => <DeskRow key={item.id} {...row} item={item} tab={tab} href={hrefOf(item.id)} />}
            />
          ))}
      </TabsContent>
    </TabsRoot>
  )
}
