'use client'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { TableCell, TableHead } from '../ui/table'
import type { Ticked } from './use-ticked'

type TickCellProps = {
  /** Of the box: `Select this run of Bills`. */
  label: string
  id: string
  ticked: Ticked
  tabIndex: 0 | -1
  /** The list as it stands. */
  among: () => readonly string[]
}

/**
 * The box at the beginning of a row of a long list, as wide and high as a thumb. On a phone it comes with the first one ticked,
 * and then the whole row ticks, but for its menu.
 */
export function TickCell({ label, id, ticked, tabIndex, among }: TickCellProps) {
  return (
    <TableCell className={cn('w-9 pr-0', !ticked.isChoosing && 'max-sm:hidden')}>
      <label
        className={cn(
          'absolute inset-y-0 left-0 z-10 flex w-11 select-none items-center pl-3 sm:pl-5',
          ticked.isChoosing && 'max-sm:right-16 max-sm:w-auto',
        )}
      >
        <input
          type="checkbox"
          aria-label={label}
          tabIndex={tabIndex}
          checked={ticked.ids.has(id)}
          onChange={({ nativeEvent }) => ticked.toggle(id, among(), nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
          className="size-4 accent-brand max-sm:size-5"
        />
      </label>
    </TableCell>
  )
}

/** Over a column of `TickCell`s: all that are loaded, or none. */
export function TickHead({ ids, ticked }: { ids: readonly string[]; ticked: Ticked }) {
  const count = ids.filter((id) => ticked.ids.has(id)).length
  return (
    <TableHead className={cn('relative w-9 pr-0 max-sm:w-11', !ticked.isChoosing && 'max-sm:hidden')}>
      <label className="absolute inset-y-0 left-0 flex w-11 items-center pl-3 sm:pl-5">
        <input
          type="checkbox"
          aria-label="Select all that are loaded"
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && count < ids.length
          }}
          checked={count > 0 && count === ids.length}
          onChange={() => ticked.toggleAll(ids)}
          className="size-4 accent-brand max-sm:size-5"
        />
      </label>
    </TableHead>
  )
}

/** Over the column of menus. On a phone it is the way to tick. */
export function SelectHead({ ticked }: { ticked: Ticked }) {
  return (
    <TableHead className="h-9 w-13 max-sm:h-11 max-sm:w-16 max-sm:px-0">
      <span className="sr-only max-sm:hidden">Actions</span>
      <Button
        size="sm"
        variant="ghost"
        className="h-11 w-full px-0 text-brand-ink sm:hidden"
        onClick={ticked.isChoosing ? ticked.clear : ticked.choose}
      >
        {ticked.isChoosing ? 'Done' : 'Select'}
      </Button>
    </TableHead>
  )
}
