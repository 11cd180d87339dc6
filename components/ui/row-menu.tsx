'use client'
import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { DropdownMenuContent, DropdownMenuRoot, DropdownMenuTrigger } from './dropdown-menu'

type RowMenuProps = { label: string; tabIndex?: 0 | -1; children: ReactNode }

/** The `…` at the end of a row. */
export function RowMenu({ label, tabIndex, children }: RowMenuProps) {
  return (
    <DropdownMenuRoot>
      <DropdownMenuTrigger
        aria-label={label}
        tabIndex={tabIndex}
        className="relative inline-flex size-8 max-sm:after:absolute max-sm:after:-inset-1.5 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink"
      >
        <Ellipsis className="size-4" aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">{children}</DropdownMenuContent>
    </DropdownMenuRoot>
  )
}
