'use client'
import { Popover as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Root = Radix.Root
export const Trigger = Radix.Trigger

export function Content({ className, sideOffset = 6, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          'pop-motion z-50 max-h-(--radix-popover-content-available-height) overflow-auto rounded-md border border-line-strong bg-surface p-3 shadow-pop outline-none',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}
