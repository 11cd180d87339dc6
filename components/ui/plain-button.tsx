import type { ReactNode } from 'react'

/** Looks as a `Button` and needs nothing: for pages that are sent along with all others in case something fails. */
export function PlainButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="inline-flex h-8 select-none items-center justify-center rounded-sm border border-line-strong bg-surface px-3 font-medium text-ink text-md shadow-card hover:bg-sunken"
    >
      {children}
    </button>
  )
}
