import { ArrowRight } from 'lucide-react'
import { cn } from '../ui/cn'

/** Before → after. */
export function Change({ from, to, className }: { from: string; to: string; className?: string }) {
  return (
    <span className={cn('flex min-w-0 items-center gap-1.5', className)}>
      <del className="min-w-0 truncate text-ink-3 decoration-ink-3/50">{from}</del>
      <ArrowRight className="size-3.5 shrink-0 text-ink-3" strokeWidth={1.75} role="img" aria-label="became" />
      <ins className="min-w-0 truncate text-ink-2 no-underline">{to}</ins>
    </span>
  )
}
