import { Skeleton } from '../ui/skeleton'

export function ReceiptSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="min-h-0 flex-1 bg-sunken px-3 py-5 sm:px-6 sm:py-8">
      <div className="mx-auto flex max-w-190 flex-col gap-6 rounded-lg border bg-surface px-5 py-9 sm:px-10">
        <Skeleton className="h-4 w-48" />
        <Skeleton className="h-7 w-72" />
        <Skeleton className="h-24" />
        <Skeleton className="h-16 rounded-md" />
        <Skeleton className="h-64" />
      </div>
    </div>
  )
}
