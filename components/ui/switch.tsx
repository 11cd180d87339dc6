'use client'
import { Switch as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        'relative inline-flex h-4 w-7 shrink-0 items-center rounded-full align-middle bg-ink-3/70 transition-colors duration-150 data-[state=checked]:bg-brand',
        'after:absolute after:-inset-2 disabled:opacity-45',
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="block size-3 translate-x-0.5 rounded-full bg-[#fff] shadow-card transition-transform duration-150 data-[state=checked]:translate-x-3.5" />
    </Radix.Root>
  )
}
