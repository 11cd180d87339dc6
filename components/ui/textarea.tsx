import type { ComponentProps } from 'react'
import { cn } from './cn'
import { fieldStyle } from './input'

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={cn(fieldStyle, 'field-sizing-content min-h-16 px-2.5 py-1.5', className)} {...props} />
}
