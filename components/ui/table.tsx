import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Table({ className, ...props }: ComponentProps<'table'>) {
  return <table className={cn('w-full border-separate border-spacing-0 text-left text-md', className)} {...props} />
}

export function TableHead({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn('h-9 border-b px-2 font-medium text-ink-3 text-sm first:pl-3 last:pr-3 sm:first:pl-5', className)}
      {...props}
    />
  )
}

/** The row's main link can cover it: `after:absolute after:inset-0`. */
export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('group/row relative hover:bg-hover data-[state=open]:bg-hover', className)} {...props} />
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('h-11 border-b px-2 first:pl-3 last:pr-3 sm:first:pl-5', className)} {...props} />
}

/** A link that opens the row it stands in, wherever the row is pressed. */
export const rowLinkStyle = cn(
  'block truncate rounded-[4px] font-medium after:absolute after:inset-0 focus-visible:outline-none',
  'focus-visible:after:rounded-[4px] focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-brand',
)
