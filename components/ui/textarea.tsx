import type { ComponentProps } from 'react'
import { cn } from './cn'
import { fieldStyle } from './input'
import { refuseMuch } from './refuse-much'

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  const { maxLength } = props
  return (
    <textarea
      className={cn(fieldStyle, 'field-sizing-content min-h-16 px-2.5 py-1.5', className)}
      onPaste={maxLength === undefined ? undefined : (event) => refuseMuch(event, maxLength)}
      {...props}
    />
  )
}
