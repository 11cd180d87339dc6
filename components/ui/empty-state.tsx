import type { ReactNode } from 'react'
import { cn } from './cn'

type EmptyStateProps = {
  /** A small drawing or an icon. */
  art?: ReactNode
  title: string
  children?: ReactNode
  /** What to do next. */
  actions?: ReactNode
  className?: string
}

export function EmptyState({ art, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={cn('mx-auto flex max-w-105 flex-col items-center px-6 py-14 text-center', className)}>
      {art && <div className="mb-4 text-ink-3">{art}</div>}
      <h2 className="text-balance font-semibold text-lg">{title}</h2>
      {children && <div className="mt-1.5 text-pretty text-ink-2 text-md">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
