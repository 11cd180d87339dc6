'use client'
import { useNow } from '../ui/use-now'
import type { RunSummary } from './types'
import { waitsInWords } from './waits-in-words'

type WaitingForProps = { waitsFor: NonNullable<RunSummary['waitsFor']>; className?: string }

export function WaitingFor({ waitsFor, className }: WaitingForProps) {
  const words = waitsInWords(waitsFor, useNow())
  return (
    <span title={words} className={className} suppressHydrationWarning>
      {words}
    </span>
  )
}
