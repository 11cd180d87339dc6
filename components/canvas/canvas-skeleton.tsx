import type { ReactNode } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { TopBar } from '../shell/top-bar'

/**
 * A flow that is being opened, to be drawn on or to be watched. `sight`: what is known already of how it looks. What is said late
 * needs no script, which may be what is waited for.
 */
export function CanvasSkeleton({ label, sight }: { label: string; sight?: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col" role="status" aria-label={label}>
      <TopBar>
        <Skeleton className="h-4 w-56" />
      </TopBar>
      <div className="relative min-h-0 flex-1 overflow-hidden bg-canvas">
        {sight ?? (
          <div className="flex items-start gap-11 p-20 max-sm:p-6">
            {[0, 1, 2].map((card) => (
              <Skeleton key={card} className="h-26 w-58 shrink-0 rounded-md" />
            ))}
          </div>
        )}
        <p className="comes-late absolute inset-x-6 bottom-8 text-center text-ink-2">
          This takes longer than usual. Check your connection, or{' '}
          {/* biome-ignore lint/a11y/useValidAnchor: an empty address is that of the page itself */}
          <a href="" className="font-medium text-brand-ink underline underline-offset-2">
            load the page again
          </a>
          .
        </p>
      </div>
    </div>
  )
}
