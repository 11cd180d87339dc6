'use client'
import { onFirstUse } from './on-first-use'

export const {
  bring: bringPopover,
  Root: PopoverRoot,
  Trigger: PopoverTrigger,
  Content: PopoverContent,
} = onFirstUse('dialog', () => import('./popover-parts'))
