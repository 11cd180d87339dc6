import { Search } from 'lucide-react'
import type { Look } from '@/flow/engine/state'
import { formatClock } from '../ui/format-clock'

/** What KAOS found when it asked the app whether the step had taken place. */
export function Looks({ looks }: { looks: readonly Look[] }) {
  if (looks.length === 0) return null
  return (
    <ul aria-label="Looked up" className="flex flex-col gap-1 rounded-sm bg-sunken p-2.5 text-ink-2 text-sm">
      {looks.map(({ at, note }) => (
        <li key={at} className="flex gap-2">
          <Search className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} aria-hidden />
          <span className="min-w-0 break-words">
            {note} <time className="text-ink-3 tabular-nums">{formatClock(new Date(at), Date.now(), { seconds: true })}</time>
          </span>
        </li>
      ))}
    </ul>
  )
}
