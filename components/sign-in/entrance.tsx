import type { ReactNode } from 'react'
import { Logo } from '../shell/logo'

/** The frame of the pages before one is signed in: one card on the canvas. */
export function Entrance({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main
      className="flex min-h-dvh flex-col items-center bg-canvas px-4 pt-[12vh] pb-12"
      style={{ backgroundImage: 'radial-gradient(var(--dot) 1px, transparent 1px)', backgroundSize: '20px 20px' }}
    >
      <div className="w-full max-w-95 rounded-lg border border-line-strong bg-surface px-6 pt-7 pb-7 shadow-card sm:px-8">
        <Logo size={26} />
        <h1 className="mt-5 text-balance font-semibold text-xl tracking-tight">{title}</h1>
        {lead && <div className="mt-1 text-pretty text-ink-2">{lead}</div>}
        <div className="mt-6">{children}</div>
      </div>
    </main>
  )
}
