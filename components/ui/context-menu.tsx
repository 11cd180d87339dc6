'use client'
import { ContextMenu as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { menuContentStyle, menuItemStyle } from './menu-style'
import { usePortalHome } from './portal-home'

export const ContextMenuTrigger = Radix.Trigger

/** Not modal, as dropdown menus. */
export function ContextMenuRoot(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />
}

export function ContextMenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal container={usePortalHome()}>
      <Radix.Content
        collisionPadding={8}
        className={cn(menuContentStyle, 'max-h-(--radix-context-menu-content-available-height)', className)}
        {...props}
      />
    </Radix.Portal>
  )
}

export function ContextMenuItem({ className, danger, ...props }: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return <Radix.Item data-danger={danger} className={cn(menuItemStyle, className)} {...props} />
}
