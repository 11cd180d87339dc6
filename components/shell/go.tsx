'use client'
import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useCallback, useContext, useTransition } from 'react'
import { ProgressLine } from '../ui/link-progress'

const GoContext = createContext<(href: string) => void>(() => {})

/** Leads to a page, from a menu, a key or the palette. As with a link, a line shows that it is on its way. */
export function useGo(): (href: string) => void {
  return useContext(GoContext)
}

export function GoProvider({ children }: { children: ReactNode }) {
  const router = useRouter()
  const [isOnItsWay, start] = useTransition()
  const go = useCallback((href: string) => start(() => router.push(href)), [router])
  return (
    <GoContext value={go}>
      {isOnItsWay && <ProgressLine />}
      {children}
    </GoContext>
  )
}
