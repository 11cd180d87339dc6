import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Table({ className, ...props }: ComponentProps<'table'>) {
  return <table className={cn('w-full border-separate border-spacing-0 text-left text-md', className)} {...props} />
}

export function TableHead({ className, ...props }: ComponentProps<'th'>) {
  return <th scope="col" className={cn('h-9 border-b px-3 font-medium text-ink-3 text-sm first:pl-4 last:pr-4', className)} {...props} />
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('group/row [&:last-child>td]:border-b-0', className)} {...props} />
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('h-11 border-b px-3 first:pl-4 last:pr-4', className)} {...props} />
}
