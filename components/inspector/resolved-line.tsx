'use client'
import type { Json } from '@/flow/json'
import { useInspected } from './context'
import { resolved } from './resolved'

/** The value of one mapping in a list, under its row. */
export function ResolvedLine({ value }: { value: Json | undefined }) {
  const { sample } = useInspected()
  const now = resolved(value, sample)
  if (!now || now.kind === 'unknown') return null
  if (now.kind === 'error') return <p className="text-bad-ink text-xs">{now.text}</p>
  return (
    <p className="flex min-w-0 gap-1.5 text-xs">
      <span className="shrink-0 text-ink-3">{now.isExample ? 'for example' : 'shows'}</span>
      <span className="min-w-0 break-words font-medium text-ok-ink">{now.text}</span>
    </p>
  )
}
