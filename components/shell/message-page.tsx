import type { ReactNode } from 'react'
import { Logo } from './logo'

/** A page that only says something: not found, failed. */
export function MessagePage({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-6 py-16 text-center">
      <Logo size={28} />
      <h1 className="mt-6 text-balance font-semibold text-xl tracking-tight">{title}</h1>
      <div className="mt-1.5 max-w-100 text-pretty text-ink-2">{children}</div>
      {actions && <div className="mt-6 flex gap-2">{actions}</div>}
    </main>
  )
}
