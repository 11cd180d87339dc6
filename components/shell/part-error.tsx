'use client'
import { errorCode, errorMessage } from '../trpc/error-of'
import { Button } from '../ui/button'

/** A query that failed, in a part of a page that has more to show: in one line. Who may not see it is told nothing. */
export function PartError({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  if (errorCode(error) === 'FORBIDDEN') return null
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md bg-bad-soft px-3 py-2 text-sm">
      <p className="min-w-0 flex-1 basis-48 text-bad-ink">
        {title}. {errorMessage(error)}
      </p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}
