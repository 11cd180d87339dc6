'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, RotateCw } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useActions } from '../actions/use-actions'
import { Button } from './button'
import { cn } from './cn'
import { Table } from './table'

export type RowProps = {
  /** For the `tr`. */
  row: { 'data-row': number; 'aria-rowindex': number; style: { height: number } }
  /** For its controls. Only the current row's are tab stops: Tab leaves a list of a thousand at once. */
  tabIndex: 0 | -1
}

type InfiniteRowsProps<Item extends { id: string }> = {
  label: string
  /** The `th`s. */
  head: ReactNode
  items: readonly Item[]
  rowHeight: number
  /** A keyed `tr`; the link or button that opens it carries `data-primary`. */
  renderRow: (item: Item, props: RowProps) => ReactNode
  onCurrentChange?: (item: Item) => void
  hasMore: boolean
  loadMore: () => void
  /** The last try to fetch more came to nothing. */
  moreFailed?: boolean
  /** These are the rows of what was asked before; others are on their way. */
  isStale?: boolean
}

/**
 * A long table: draws what is in view, fetches more near the end, walks with the arrow keys and with j and k.
 * When the row that has the focus goes, the next one gets it.
 */
export function InfiniteRows<Item extends { id: string }>({
  items,
  rowHeight,
  hasMore,
  loadMore,
  moreFailed = false,
  isStale = false,
  onCurrentChange,
  ...props
}: InfiniteRowsProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null)
  const wanted = useRef<number>(null)
  const [row, setRow] = useState<{ id: string | undefined; at: number }>({ id: undefined, at: 0 })
  // The row that keys mean stays the same one when others come before it; when it goes, the next one takes its place.
  const found = items.findIndex(({ id }) => id === row.id)
  const before = useRef(items)
  const current = found === -1 ? placeOfGone(items, before.current, row.at) : found
  useEffect(() => {
    before.current = items
  })
  if (current !== row.at) setRow({ ...row, at: current })
  const focusedId = useRef<string>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  const shown = virtualizer.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  const above = shown[0]?.start ?? 0
  const below = virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0)

  useEffect(() => {
    if (hasMore && !moreFailed && lastShown >= items.length - 15) loadMore()
  }, [hasMore, moreFailed, lastShown, items.length, loadMore])

  useEffect(() => {
    const isGone = focusedId.current !== null && !items.some(({ id }) => id === focusedId.current)
    if (!isGone) return
    focusedId.current = null
    if (document.activeElement === document.body) wanted.current = current
  }, [items, current])

  /** A row that is not drawn yet gets the focus once it is. */
  function focusWanted() {
    if (wanted.current === null) return
    const target = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"] [data-primary]`)
    if (!target) return
    wanted.current = null
    target.focus()
  }
  useEffect(focusWanted)

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: items.length - 1,
    }
    const next = moves[event.key]
    if (next === undefined || !(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return
    event.preventDefault()
    walkTo(next)
  }

  function walkTo(at: number) {
    const index = Math.max(0, Math.min(items.length - 1, at))
    wanted.current = index
    setRow({ id: items[index]?.id, at: index })
    virtualizer.scrollToIndex(index)
    focusWanted()
  }

  const isInside = () => scroller.current?.contains(document.activeElement) ?? false
  useActions([
    {
      id: 'list.next',
      label: 'Next row',
      group: props.label,
      icon: ArrowDown,
      shortcut: 'j',
      run: () => walkTo(isInside() ? current + 1 : current),
    },
    {
      id: 'list.previous',
      label: 'Row before',
      group: props.label,
      icon: ArrowUp,
      shortcut: 'k',
      run: () => walkTo(isInside() ? current - 1 : current),
    },
  ])

  function onFocus(event: FocusEvent<HTMLElement>) {
    const index = Number(event.target.closest('[data-row]')?.getAttribute('data-row') ?? Number.NaN)
    const item = items[index]
    if (item === undefined) return
    focusedId.current = item.id
    setRow({ id: item.id, at: index })
    onCurrentChange?.(item)
  }

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden">
      <Table
        aria-label={props.label}
        aria-rowcount={hasMore ? -1 : items.length + 1}
        aria-busy={isStale || undefined}
        className={cn('table-fixed transition-opacity duration-150', isStale && 'opacity-60 delay-150')}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <thead className="sticky top-0 z-10 bg-paper">
          <tr>{props.head}</tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {shown.map(({ index }) => {
            const item = items[index]
            if (item === undefined) return null
            return props.renderRow(item, {
              row: { 'data-row': index, 'aria-rowindex': index + 2, style: { height: rowHeight } },
              tabIndex: index === current ? 0 : -1,
            })
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </Table>
      {hasMore && <MoreRows failed={moreFailed} onRetry={loadMore} />}
    </div>
  )
}

/** Where the next one stands now of those that came after `at`; others may have gone with it. */
function placeOfGone<Item extends { id: string }>(items: readonly Item[], before: readonly Item[], at: number): number {
  const there = new Set(items.map(({ id }) => id))
  const above = before.slice(0, at).filter(({ id }) => there.has(id)).length
  return Math.min(above, items.length - 1)
}

/** What stands under the last row that is there. */
function MoreRows({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  return (
    <div role="status" className="flex h-13 items-center justify-center gap-3 text-ink-3 text-sm">
      {failed ? (
        <>
          The next rows could not be loaded.
          <Button size="sm" onClick={onRetry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        </>
      ) : (
        'More is on its way…'
      )}
    </div>
  )
}
