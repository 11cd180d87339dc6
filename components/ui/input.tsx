import type { ComponentProps } from 'react'
import { cn } from './cn'
import { refuseMuch } from './refuse-much'

export const fieldStyle = cn(
  'w-full rounded-sm border border-line-strong bg-surface text-md text-ink transition-[border-color,box-shadow] duration-100',
  'hover:border-ink-3/60 focus:border-brand focus:outline-none focus:ring-3 focus:ring-brand-soft',
  'aria-invalid:border-bad aria-invalid:focus:ring-bad-soft',
  'disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-3',
)

export function Input({ className, ...props }: ComponentProps<'input'>) {
  const { maxLength } = props
  return (
    <input
      className={cn(fieldStyle, 'h-8 px-2.5 read-only:bg-sunken', className)}
      onPaste={maxLength === undefined ? undefined : (event) => refuseMuch(event, maxLength)}
      {...props}
    />
  )
}
