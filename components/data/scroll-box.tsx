'use client'
import type { ReactNode, Ref } from 'react'

type ScrollBoxProps = { ref?: Ref<HTMLDivElement>; label: string; className: string; children?: ReactNode }

/** What scrolls has to be in reach of the keyboard, and so has a name. */
export function ScrollBox({ ref, label, className, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: one of many small ones in a panel, none a section of it
    <div
      ref={ref}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
      tabIndex={0}
      className={className}
    >
      {children}
    </div>
  )
}
