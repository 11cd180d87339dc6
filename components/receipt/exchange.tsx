'use client'
import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { JsonTree } from '../inspector/json-tree'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { cn } from '../ui/cn'

/** The request and its answer, for whoever asks; on paper, their digest stands for them. */
export function Exchange({ id }: { id: string }) {
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const panel = useId()
  const call = useQuery(trpc.runs.outsideCall.queryOptions({ id }, { enabled: open, staleTime: Number.POSITIVE_INFINITY }))
  return (
    <div className="mt-1 print:hidden">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
        className="-ml-1 flex items-center gap-1 rounded-sm px-1 py-0.5 text-ink-2 text-sm hover:text-ink"
      >
        <ChevronRight className={cn('size-3.5 transition-transform', open && 'rotate-90')} strokeWidth={1.75} aria-hidden />
        Request and answer
      </button>
      <div id={panel} hidden={!open} className="mt-1">
        {call.isPending && <p role="status">Opening…</p>}
        {call.isError && <p className="text-bad-ink text-sm">{errorMessage(call.error)}</p>}
        {call.data && !call.data.intact && (
          <p className="mb-1 text-bad-ink text-sm">This does not give the digest above: it was changed after it was recorded.</p>
        )}
        {call.data && <JsonTree value={call.data.record} label="Request and answer" />}
      </div>
    </div>
  )
}
