import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('animate-[shimmer_1.6s_ease-in-out_infinite] rounded-sm bg-line', className)} {...props} />
}
