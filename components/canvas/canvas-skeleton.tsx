import type { ReactNode } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { TopBar } from '../shell/top-bar'

/** A flow that is being opened, to be drawn on or to be watched. `sight`: what is known already of how it looks. */
export function CanvasSkeleton({ label, sight }: { label: string; sight?: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col" role="status" aria-label={label}>
      <TopBar>
        <Skeleton className="h-4 w-56" />
      </TopBar>
      <div className="relative flex min-h-0 flex-1 items-start gap-11 overflow-hidden bg-canvas p-20">
        {sight ?? [0, 1, 2].map((card) => <Skeleton key={card} className="h-26 w-58 rounded-md" />)}
      </div>
    </div>
  )
}
