'use client'
import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd'

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  )
}

type TooltipProps = {
  label: ReactNode
  shortcut?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="pop-motion z-50 flex max-w-72 items-center gap-2 rounded-sm bg-ink px-2 py-1 text-sm text-surface shadow-pop"
        >
          {label}
          {shortcut && <Kbd keys={shortcut} tone="inverse" />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
