'use client'
import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { WaitingCount } from '../approvals/waiting-count'
import { cn } from '../ui/cn'
import { Tooltip } from '../ui/tooltip'

export function sidebarItemStyle(wide: boolean, active = false): string {
  return cn(
    'flex h-9 shrink-0 items-center rounded-[8px] font-medium text-ink-2 transition-colors duration-100 hover:bg-hover hover:text-ink data-[state=open]:bg-hover',
    wide ? 'w-full gap-3 px-2.5' : 'w-9 justify-center',
    active && 'bg-sunken text-ink',
  )
}

type SidebarLinkProps = { href: string; label: string; icon: LucideIcon; wide: boolean; waiting?: number }

export function SidebarLink({ href, label, icon: Icon, wide, waiting = 0 }: SidebarLinkProps) {
  const pathname = usePathname()
  const active = pathname === href || pathname.startsWith(`${href}/`)
  const link = (
    <Link
      href={href}
      aria-label={waiting > 0 ? `${label}, ${waiting} waiting` : label}
      aria-current={active ? 'page' : undefined}
      className={sidebarItemStyle(wide, active)}
    >
      <span className="relative shrink-0">
        <Icon className="size-4.5" strokeWidth={1.75} aria-hidden />
        {!wide && waiting > 0 && <span className="absolute -top-1 -right-1 size-2 rounded-full bg-wait" />}
      </span>
      {wide && label}
      {wide && (
        <span className="ml-auto">
          <WaitingCount count={waiting} />
        </span>
      )}
    </Link>
  )
  return wide ? (
    link
  ) : (
    <Tooltip label={label} side="right">
      {link}
    </Tooltip>
  )
}
