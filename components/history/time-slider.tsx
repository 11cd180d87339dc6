'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { IconButton } from '../ui/icon-button'
import { personColour } from '../ui/person-colour'
import './history.css'
import type { Stop } from './stops'

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

type TimeSliderProps = { stops: readonly Stop[]; at: number; onChange: (at: number) => void }

/** One notch for each stretch of work, in the colour of whoever did it. */
export function TimeSlider({ stops, at, onChange }: TimeSliderProps) {
  const stop = stops[at]
  if (!stop) return null
  return (
    <div className="flex flex-col gap-2">
      {/* On a phone it has room for two lines at each stop: the slider stays under the thumb. */}
      <div className="flex min-h-7 flex-wrap content-center items-center gap-x-2 gap-y-1 text-sm max-sm:min-h-16">
        <span className="flex min-w-0 items-center gap-2">
          {stop.stretch && <Avatar name={stop.stretch.name} id={stop.stretch.userId} size="sm" />}
          <span className="line-clamp-2 min-w-0 wrap-anywhere font-medium" aria-hidden>
            {wordsOf(stop)}
          </span>
        </span>
        {stop.versions.map((number) => (
          <Badge key={number} tone="ok">
            Published as v{number}
          </Badge>
        ))}
        <span className="ml-auto shrink-0 text-ink-3 text-xs tabular-nums">
          {at + 1} of {stops.length}
        </span>
      </div>
      <div className="flex items-center gap-2">
        <IconButton icon={ChevronLeft} label="Earlier" size="sm" disabled={at === 0} onClick={() => onChange(at - 1)} />
        <div className="relative flex-1">
          <div
            aria-hidden
            className="pointer-events-none absolute inset-x-2 top-1/2 flex h-1.5 -translate-y-1/2 gap-px overflow-hidden rounded-full"
          >
            {stops.slice(1).map(({ seq, stretch }) => (
              <span key={seq} data-person={personColour(stretch?.userId ?? '')} className="flex-1 bg-(--person) opacity-70" />
            ))}
          </div>
          <input
            type="range"
            aria-label="Point of the history"
            aria-valuetext={wordsOf(stop)}
            min={0}
            max={stops.length - 1}
            value={at}
            onChange={(event) => onChange(event.target.valueAsNumber)}
            className="time-slider relative block w-full"
          />
        </div>
        <IconButton icon={ChevronRight} label="Later" size="sm" disabled={at === stops.length - 1} onClick={() => onChange(at + 1)} />
      </div>
    </div>
  )
}

function wordsOf({ stretch }: Stop): string {
  if (!stretch) return 'As it began'
  const changes = stretch.changes === 1 ? '1 change' : `${stretch.changes} changes`
  return `${stretch.name}, ${WHEN.formatRange(stretch.beganAt, stretch.endedAt)}, ${changes}`
}
