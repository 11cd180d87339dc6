'use client'
import type { ComponentProps } from 'react'
import type * as Parts from './dropdown-menu-parts'
import { onFirstUse } from './on-first-use'

const { bring, Held, useParts, useOpening, PlainTrigger } = onFirstUse('menu', () => import('./dropdown-menu-parts'))

export const bringDropdownMenu = bring

export function DropdownMenuRoot({ children, ...props }: ComponentProps<typeof Parts.Root>) {
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

export function DropdownMenuTrigger(props: ComponentProps<typeof Parts.Trigger>) {
  const parts = useParts()
  return parts ? <parts.Trigger {...props} /> : <PlainTrigger {...props} />
}

export function DropdownMenuContent(props: ComponentProps<typeof Parts.Content>) {
  const parts = useParts()
  return parts && <parts.Content {...props} />
}

export function DropdownMenuItem(props: ComponentProps<typeof Parts.Item>) {
  const parts = useParts()
  return parts && <parts.Item {...props} />
}

export function DropdownMenuLabel(props: ComponentProps<typeof Parts.Label>) {
  const parts = useParts()
  return parts && <parts.Label {...props} />
}

export function DropdownMenuSeparator() {
  const parts = useParts()
  return parts && <parts.Separator />
}
