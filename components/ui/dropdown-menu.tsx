'use client'
import type { ComponentProps } from 'react'
import type * as Parts from './dropdown-menu-parts'
import { onFirstUse } from './on-first-use'

const menu = onFirstUse('menu', () => import('./dropdown-menu-parts'))

export const bringDropdownMenu = menu.bring
export const DropdownMenuRoot = menu.Root
export const DropdownMenuTrigger = menu.Trigger
export const DropdownMenuContent = menu.Content

export function DropdownMenuItem(props: ComponentProps<typeof Parts.Item>) {
  const parts = menu.useParts()
  return parts && <parts.Item {...props} />
}

export function DropdownMenuLabel(props: ComponentProps<typeof Parts.Label>) {
  const parts = menu.useParts()
  return parts && <parts.Label {...props} />
}

export function DropdownMenuSeparator() {
  const parts = menu.useParts()
  return parts && <parts.Separator />
}
