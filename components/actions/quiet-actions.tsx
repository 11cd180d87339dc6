'use client'
import { type ReactNode, useMemo, useState } from 'react'
import { ActionsContext } from './context'
import { createActionRegistry } from './registry'

/** For a page by itself: what its parts can do is known, and no key or palette does it. */
export function QuietActions({ children }: { children: ReactNode }) {
  const [registry] = useState(createActionRegistry)
  const value = useMemo(() => ({ registry, overlay: null, setOverlay: () => {}, query: '', setQuery: () => {} }), [registry])
  return <ActionsContext value={value}>{children}</ActionsContext>
}
