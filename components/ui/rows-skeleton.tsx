import { Skeleton } from './skeleton'

const WIDTHS = [38, 52, 30, 44, 34, 48, 28, 40]

/** A list that is on its way. */
export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex-1 pt-9">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-13 items-center gap-3 border-b px-5">
          <Skeleton className="size-6.5" />
          <Skeleton className="h-3.5" style={{ width: `${WIDTHS[row % WIDTHS.length]}%` }} />
          <Skeleton className="ml-auto h-5 w-20 rounded-full" />
        </div>
      ))}
    </div>
  )
}
