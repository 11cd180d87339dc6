import type { ComponentProps } from 'react'
import { cn } from '../ui/cn'

export function Cell({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('border-b px-2 py-1.75 align-top first:pl-0 last:pr-0', className)} {...props} />
}
