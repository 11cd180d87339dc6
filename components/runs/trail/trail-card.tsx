'use client'
import { ArrowUpLeft, X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { preview } from '@/flow/mapping/preview'
import { lookUp, type Place } from '@/flow/walk-back/place'
import type { FollowedRun } from '../follow-run'
import type { FoundTrail } from './use-trail'
import { endInWords, fieldInWords, placeInWords } from './words'

type TrailCardProps = FoundTrail & { followed: FollowedRun; onGo: (place: Place) => void; onClose: () => void }

/** The way back from a value, one button for each step that had it, and who made it. */
export function TrailCard({ from, trail, followed: { plan, state }, onGo, onClose }: TrailCardProps) {
  const others = trail.end.flatMap((origin) => (origin.kind === 'computed' && origin.missing === undefined ? origin.from : []))
  return (
    <section aria-label="Where it comes from" className="m-4 mb-0 rounded-md border border-brand/40 bg-brand-soft p-3 text-sm">
      <header className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 truncate font-medium">Where “{fieldInWords(from, plan)}” comes from</h3>
        <IconButton size="sm" icon={X} label="Close the way back" onClick={onClose} className="-my-1" />
      </header>
      <ol className="mt-1 flex flex-col">
        {[from, ...trail.hops, ...others].map((place, at) => (
          <li key={`${place.side}${place.step}${place.path.join('.')}`}>
            <button
              type="button"
              onClick={() => onGo(place)}
              className="flex min-h-7 w-full items-center gap-1.5 rounded-sm px-1 text-left hover:bg-hover"
            >
              <ArrowUpLeft className={at === 0 ? 'invisible size-3.5 shrink-0' : 'size-3.5 shrink-0 text-brand-ink'} aria-hidden />
              <span className="min-w-0 flex-1 truncate">{placeInWords(place, plan)}</span>
              {place.side === 'output' && (
                <span className="max-w-28 truncate text-ink-2">
                  {preview(lookUp(state.steps.get(place.step)?.output, place.path).value ?? null)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <p role="status" className="mt-1 px-1 text-ink-2">
        {endInWords(trail, from, plan)}
      </p>
    </section>
  )
}
