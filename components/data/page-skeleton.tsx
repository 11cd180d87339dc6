import { cn } from '../ui/cn'
import { Skeleton } from '../ui/skeleton'

/** The room of a page that is still to be drawn: most are A4. */
export function PageSkeleton({ className }: { className?: string }) {
  return (
    <div className={cn('overflow-hidden p-2', className)}>
      <Skeleton className="aspect-[210/297] w-full" />
    </div>
  )
}
