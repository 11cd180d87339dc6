import type { ReactNode } from 'react'

const STYLE =
  'inline-flex h-8 select-none items-center justify-center rounded-sm border border-line-strong bg-surface px-3 font-medium text-ink text-md shadow-card hover:bg-sunken'

/** Looks as a `Button` and needs nothing: for pages that are sent along with all others in case something fails. */
export function PlainButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className={STYLE}>
      {children}
    </button>
  )
}

/** The same for a way out: the page it leads to is loaded as a whole. */
export function PlainLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className={STYLE}>
      {children}
    </a>
  )
}
