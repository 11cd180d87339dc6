'use client'
import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Checkbox({ className, checked, ...props }: ComponentProps<typeof Radix.Root>) {
  const Mark = checked === 'indeterminate' ? Minus : Check
  return (
    <Radix.Root
      checked={checked}
      className={cn(
        'relative inline-flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-ink-3/70 bg-surface after:absolute after:-inset-1.5',
        'data-[state=checked]:border-ink data-[state=indeterminate]:border-ink data-[state=checked]:bg-ink data-[state=indeterminate]:bg-ink disabled:opacity-45',
        className,
      )}
      {...props}
    >
      <Radix.Indicator>
        <Mark className="size-3 text-surface" strokeWidth={3} aria-hidden />
      </Radix.Indicator>
    </Radix.Root>
  )
}
