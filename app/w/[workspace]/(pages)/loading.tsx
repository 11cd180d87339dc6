import { RowsSkeleton } from '@/components/ui/rows-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <div className="flex h-12 shrink-0 items-center border-b bg-surface px-4">
        <Skeleton className="h-4 w-24" />
      </div>
      <RowsSkeleton rows={8} />
    </>
  )
}
