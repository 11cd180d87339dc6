'use client'
import type { ComponentProps } from 'react'
import { onFirstUse } from './on-first-use'
import type * as Parts from './popover-parts'

const { bring, Held, useParts, useOpening, PlainTrigger } = onFirstUse('dialog', () => import('./popover-parts'))

export const bringPopover = bring

export function PopoverRoot({ children, ...props }: ComponentProps<typeof Parts.Root>) {
  const { parts, asked, want } = useOpening(props)
  return (
    <Held value={{ parts, want }}>
      {parts ? (
        <parts.Root {...props} defaultOpen={asked}>
          {children}
        </parts.Root>
      ) : (
        children
      )}
    </Held>
  )
}

export function PopoverTrigger(props: ComponentProps<typeof Parts.Trigger>) {
  const parts = useParts()
  return parts ? <parts.Trigger {...props} /> : <PlainTrigger {...props} />
}

export function PopoverContent(props: ComponentProps<typeof Parts.Content>) {
  const parts = useParts()
  return parts && <parts.Content {...props} />
}
