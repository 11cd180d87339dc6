'use client'
import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'
import { cn } from '../ui/cn'
import { LinkProgress } from '../ui/link-progress'
import { MenuButton } from './menu-button'

/** The bar on top of every page: where you are on the left, what you can do on the right. */
export function TopBar({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-2 border-b bg-surface pr-3 pl-2 sm:pl-4">
      <MenuButton />
      <div className="flex min-w-0 flex-1 items-center gap-2">{children}</div>
      {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </header>
  )
}

/** So many letters are worth no dots. */
const SHORT = 12

type CrumbsProps = { trail?: readonly { label: string; href: string }[]; title: ReactNode }

/** On a small screen the way back is an arrow, so that the title has the room. */
export function Crumbs({ trail = [], title }: CrumbsProps) {
  const back = trail.at(-1)
  return (
    <div className="flex min-w-0 items-center gap-1.5 text-md">
      {back && (
        <Link href={back.href} aria-label={back.label} className="shrink-0 rounded-[4px] p-1 text-ink-2 hover:text-ink sm:hidden">
          <ChevronLeft className="size-4" strokeWidth={1.75} aria-hidden />
          <LinkProgress />
        </Link>
      )}
      {trail.map(({ label, href }) => (
        <Fragment key={href}>
          <Link
            href={href}
            className={cn(
              'max-w-40 truncate rounded-[4px] text-ink-2 hover:text-ink max-sm:hidden',
              label.length <= SHORT ? 'shrink-0' : 'shrink',
            )}
          >
            {label}
            <LinkProgress />
          </Link>
          <span aria-hidden className="text-ink-3 max-sm:hidden">
            /
          </span>
        </Fragment>
      ))}
      <h1 className="min-w-0 truncate font-semibold">{title}</h1>
    </div>
  )
}
