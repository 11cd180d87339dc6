'use client'
import { type ReactNode, useState } from 'react'
import { isLong } from './plain-in-words'

/** A long text shows how it begins, until somebody wants all of it: what is asked besides stays in sight. */
export function FoldedText({ text, children }: { text: string; children: (fold: string) => ReactNode }) {
  const [open, setOpen] = useState(false)
  if (!isLong(text)) return children('')
  return (
    <>
      {children(open ? '' : 'line-clamp-6')}
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="mt-1 flex h-6 items-center rounded-[4px] text-brand-ink text-sm hover:underline"
      >
        {open ? 'Show less' : 'Show all of it'}
      </button>
    </>
  )
}
