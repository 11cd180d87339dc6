'use client'
import { Search } from 'lucide-react'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { startedAtOf } from './started-at-of'
import { unreadInWords } from './unread-in-words'

/** `floor`: the oldest run that was read. */
type SearchingBackProps = { floor: string | null; unread: number; isBusy: boolean; onMore: () => void }

/** A search for a value reads run by run (server/services/runs/holds-text.ts); it goes back as far as somebody wants. */
export function SearchingBack({ floor, unread, isBusy, onMore }: SearchingBackProps) {
  const since = floor === null ? null : startedAtOf(floor)?.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <EmptyState
      art={<Search className="size-7" strokeWidth={1.5} aria-hidden />}
      title={since ? `Not in any run since ${since}` : 'Not found yet'}
      className="pt-[12vh]"
      actions={
        <Button loading={isBusy} onClick={onMore}>
          Search further back
        </Button>
      }
    >
      <p>Searched is what started a run, what its steps gave and what went wrong. A flow or a time in the filter makes it shorter.</p>
      {unread > 0 && <p className="mt-2 text-wait-ink">{unreadInWords(unread)}</p>}
    </EmptyState>
  )
}
