'use client'
import { ChevronLeft, ChevronRight, FastForward, Pause, Play } from 'lucide-react'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatDuration } from '@/components/ui/format-duration'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import { isTerminal } from '@/flow/engine/status'
import { eventInWords } from './event-in-words'
import { type Projector, SPEEDS } from './projector'

const SPEED_OPTIONS = SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }))

/** A run wound back and forth, event by event. At the far right is now. */
export function FilmBar({ projector }: { projector: Projector }) {
  const { at, count, shown, playing, speed } = useStore(projector.store)
  const slider = useRef<HTMLInputElement>(null)
  if (count < 2) return null
  const moment = at ?? count
  const event = shown.journal[moment - 1]
  const words = event ? eventInWords(event, shown.plan) : ''
  const since = event && shown.journal[0] ? Math.max(0, event.at - shown.journal[0].at) : 0
  const toEnd = () => {
    projector.seek(null)
    // The button goes, and what is pressed next is about where the film is.
    slider.current?.focus()
  }
  return (
    <div role="toolbar" aria-label="Film of the run" className="flex items-center gap-1.5 pb-1.5 text-sm max-lg:flex-wrap">
      <IconButton size="sm" side="top" icon={ChevronLeft} label="One event back" shortcut="," onClick={() => projector.step(-1)} />
      <IconButton
        size="sm"
        side="top"
        icon={playing ? Pause : Play}
        label={playing ? 'Pause the film' : 'Play the film'}
        shortcut="k"
        onClick={playing ? projector.pause : projector.play}
      />
      <IconButton size="sm" side="top" icon={ChevronRight} label="One event on" shortcut="." onClick={() => projector.step(1)} />
      <input
        ref={slider}
        type="range"
        min={1}
        max={count}
        value={moment}
        onChange={({ target }) => projector.seek(target.valueAsNumber)}
        aria-label="Moment of the run"
        aria-valuetext={`${moment.toLocaleString()} of ${count.toLocaleString()}: ${words}`}
        className="h-7 min-w-16 flex-1 accent-brand"
      />
      <span className="shrink-0 text-ink-2 tabular-nums">
        {moment.toLocaleString()} of {count.toLocaleString()}
      </span>
      <span className="w-64 truncate text-ink-2 max-lg:order-last max-lg:w-full" title={words}>
        {words}
      </span>
      <span className="w-16 shrink-0 text-right text-ink-3 text-xs tabular-nums max-md:hidden">+{formatDuration(since)}</span>
      <Select
        aria-label="Speed of the film"
        className="h-7 w-18 max-sm:hidden"
        value={String(speed)}
        options={SPEED_OPTIONS}
        onChange={(value) => projector.setSpeed(SPEEDS.find((each) => String(each) === value) ?? 1)}
      />
      {/* Its place is kept: the slider does not grow or shrink under the thumb. */}
      <Button size="sm" variant="ghost" className={cn(at === null && 'invisible')} onClick={toEnd}>
        <FastForward aria-hidden />
        <span className="max-sm:sr-only">{isTerminal(shown.run.status) ? 'To the end' : 'Back to now'}</span>
      </Button>
    </div>
  )
}
