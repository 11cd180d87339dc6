'use client'
import { Search } from 'lucide-react'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

type SearchingBackProps = { pages: number; isBusy: boolean; onMore: () => void }

/** So many runs a search for a value reads at once (server/services/runs/run-filter.ts). */
const READ_AT_ONCE = 5_000

/** A search for a value reads run by run; it goes back as far as somebody wants. */
export function SearchingBack({ pages, isBusy, onMore }: SearchingBackProps) {
  return (
    <EmptyState
      art={<Search className="size-7" strokeWidth={1.5} aria-hidden />}
      title={`Not among the newest ${(pages * READ_AT_ONCE).toLocaleString('en')} runs`}
      className="pt-[12vh]"
      actions={
        <Button loading={isBusy} onClick={onMore}>
          Search further back
        </Button>
      }
    >
      A flow or a time in the filter makes the search shorter.
    </EmptyState>
  )
}
