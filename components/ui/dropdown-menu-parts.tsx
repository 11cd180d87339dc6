'use client'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { menuContentStyle, menuItemStyle, menuLabelStyle, menuSeparatorStyle } from './menu-style'
import { usePortalHome } from './portal-home'

export const Trigger = Radix.Trigger

/** Not modal: the page behind stays readable to assistive technology and can be scrolled. */
export function Root(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />
}

export function Content({ className, sideOffset = 6, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal container={usePortalHome()}>
      <Radix.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(menuContentStyle, 'max-h-(--radix-dropdown-menu-content-available-height)', className)}
        {...props}
      />
    </Radix.Portal>
  )
}

export function Item({ className, danger, ...props }: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return <Radix.Item data-danger={danger} className={cn(menuItemStyle, className)} {...props} />
}

export function Label(props: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={menuLabelStyle} {...props} />
}

export function Separator() {
  return <Radix.Separator className={menuSeparatorStyle} />
}
