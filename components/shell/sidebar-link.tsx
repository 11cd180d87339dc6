'use client'
import type { LucideIcon } from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '../ui/cn'
import { NearLink } from '../ui/near-link'
import { Tooltip } from '../ui/tooltip'

export function sidebarItemStyle(wide: boolean, active = false): string {
  return cn(
    'flex h-9 shrink-0 items-center rounded-[8px] font-medium text-ink-2 transition-colors duration-100 hover:bg-hover hover:text-ink data-[state=open]:bg-hover',
    wide ? 'w-full gap-3 px-2.5' : 'w-9 justify-center',
    active && 'bg-sunken text-ink',
  )
}

type SidebarLinkProps = {
  href: string
  label: string
  icon: LucideIcon
  wide: boolean
  /** Behind the words, or as a dot at the icon. */
  badge?: { count: number; shown: ReactNode }
}

export function SidebarLink({ href, label, icon: Icon, wide, badge }: SidebarLinkProps) {
  const pathname = usePathname()
  const active = pathname === href || pathname.startsWith(`${href}/`)
  const link = (
    <NearLink
      href={href}
      aria-label={badge?.count ? `${label}, ${badge.count} waiting` : label}
      aria-current={active ? 'page' : undefined}
      className={cn('relative', sidebarItemStyle(wide, active))}
    >
      <Icon className="size-4.5 shrink-0" strokeWidth={1.75} aria-hidden />
      {wide && label}
      {wide && badge && <span className="ml-auto flex">{badge.shown}</span>}
      {!wide && badge && badge.count > 0 && <span aria-hidden className="absolute top-1.5 right-1.5 size-2 rounded-full bg-wait" />}
    </NearLink>
  )
  return wide ? (
    link
  ) : (
    <Tooltip label={label} side="right">
      {link}
    </Tooltip>
  )
}
