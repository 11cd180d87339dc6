import { Activity, FilterX } from 'lucide-react'
import Link from 'next/link'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { unreadInWords } from './unread-in-words'

export function NoRuns({
  filtered,
  flowsHref,
  runsHref,
  unread,
}: {
  filtered: boolean
  flowsHref: string
  runsHref: string
  unread: number
}) {
  if (filtered) {
    return (
      <EmptyState
        art={<FilterX className="size-7" strokeWidth={1.5} aria-hidden />}
        title="No run matches"
        className="pt-[12vh]"
        actions={
          <Button asChild>
            <Link href={runsHref}>Show all runs</Link>
          </Button>
        }
      >
        <p>Runs of other flows, in another state or without this value are hidden by the filter above.</p>
        {unread > 0 && <p className="mt-2 text-wait-ink">{unreadInWords(unread)}</p>}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      art={<Activity className="size-7" strokeWidth={1.5} aria-hidden />}
      title="Nothing has run yet"
      className="pt-[12vh]"
      actions={
        <Button asChild>
          <Link href={flowsHref}>Go to flows</Link>
        </Button>
      }
    >
      Every test and every live run appears here the moment it starts, with what it did, step by step.
    </EmptyState>
  )
}
