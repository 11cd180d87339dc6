import { Skeleton } from '@/components/ui/skeleton'
import { TopBar } from '../shell/top-bar'

/** A flow that is being opened, to be drawn on or to be watched. */
export function CanvasSkeleton({ label }: { label: string }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col" role="status" aria-label={label}>
      <TopBar>
        <Skeleton className="h-4 w-56" />
      </TopBar>
      <div className="flex min-h-0 flex-1 items-start gap-11 bg-canvas p-20">
        {[0, 1, 2].map((card) => (
          <Skeleton key={card} className="h-26 w-58 rounded-md" />
        ))}
      </div>
    </div>
  )
}
