'use client'
import { ArrowUpLeft, ArrowUpRight, Ellipsis, X } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import type { Json } from '@/flow/json'
import { preview } from '@/flow/mapping/preview'
import { type Across, acrossInText, leadsInto, leadsOut } from '@/flow/walk-back/across'
import type { Origin } from '@/flow/walk-back/origins-of'
import { lookUp, type Place } from '@/flow/walk-back/place'
import { seenOf } from '../about-run'
import type { FollowedRun } from '../follow-run'
import type { CalledRun } from '../use-called-runs'
import type { FoundTrail } from './use-trail'
import { endInWords, fieldInWords, placeInWords } from './words'

type TrailCardProps = FoundTrail & {
  workspace: string
  followed: FollowedRun
  called: readonly CalledRun[]
  onGo: (place: Place) => void
  /** One of the ways the value may have come. */
  onGoOn: (place: Place) => void
  onClose: () => void
}

/** A longer way is folded in the middle: both its ends are what people look for. */
const AT_A_GLANCE = 8
const FIRST = 3
const LAST = 2

/** The way back from a value, one button for each step that had it, and who made it; and where it may go on from there. */
export function TrailCard({ workspace, from, trail, followed, called, onGo, onGoOn, onClose }: TrailCardProps) {
  const { plan, run } = followed
  const [unfolded, setUnfolded] = useState(false)
  const places = [from, ...trail.hops]
  const isWhole = unfolded || places.length <= AT_A_GLANCE
  const into = leadsInto(seenOf(followed), trail, from)
  const ran = into && called.findLast(({ because, step }) => because === 'call' && step === into.step)
  const given = run.origin?.because === 'call' ? leadsOut(trail, from) : null
  return (
    <section aria-label="Where it comes from" className="m-4 mb-0 rounded-md border border-brand/40 bg-brand-soft p-3 text-sm">
      <header className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 truncate font-medium">Where “{fieldInWords(from, plan)}” comes from</h3>
        <IconButton size="sm" icon={X} label="Close the way back" onClick={onClose} className="-my-1" />
      </header>
      <ol className="mt-1 flex flex-col">
        {(isWhole ? places : places.slice(0, FIRST)).map((place, at) => (
          <PlaceRow key={nameOf(place)} place={place} followed={followed} isFirst={at === 0} onChoose={onGo} />
        ))}
        {!isWhole && (
          <li>
            <button
              type="button"
              onClick={() => setUnfolded(true)}
              className="flex min-h-7 w-full items-center gap-1.5 rounded-sm px-1 text-left text-ink-2 hover:bg-hover"
            >
              <Ellipsis className="size-3.5 shrink-0" aria-hidden />
              {(places.length - FIRST - LAST).toLocaleString()} more passed it on
            </button>
          </li>
        )}
        {!isWhole && places.slice(-LAST).map((place) => <PlaceRow key={nameOf(place)} place={place} followed={followed} onChoose={onGo} />)}
      </ol>
      <p role="status" className="mt-1 px-1 text-ink-2">
        {endInWords(trail, from, plan)}
      </p>
      <Ways places={waysOn(trail.end)} followed={followed} onGoOn={onGoOn} />
      {into && ran && (
        <AcrossLink workspace={workspace} runId={ran.id} across={into.across}>
          Go on in the run of {ran.flowName}
        </AcrossLink>
      )}
      {run.origin && given && (
        <AcrossLink workspace={workspace} runId={run.origin.runId} across={{ given, by: run.origin.step }}>
          Go on in the run of {run.origin.flowName}
        </AcrossLink>
      )}
    </section>
  )
}

function Ways({ places, followed, onGoOn }: { places: readonly Place[]; followed: FollowedRun; onGoOn: (place: Place) => void }) {
  if (places.length === 0) return null
  return (
    <ul aria-label="Go on with" className="mt-1 flex flex-col">
      {places.map((place) => (
        <PlaceRow key={nameOf(place)} place={place} followed={followed} onChoose={onGoOn} />
      ))}
    </ul>
  )
}

type PlaceRowProps = { place: Place; followed: FollowedRun; isFirst?: boolean; onChoose: (place: Place) => void }

function PlaceRow({ place, followed: { plan, state }, isFirst = false, onChoose }: PlaceRowProps) {
  return (
    <li>
      <button
        type="button"
        onClick={() => onChoose(place)}
        className="flex min-h-7 w-full items-center gap-1.5 rounded-sm px-1 text-left hover:bg-hover"
      >
        <ArrowUpLeft className={isFirst ? 'invisible size-3.5 shrink-0' : 'size-3.5 shrink-0 text-brand-ink'} aria-hidden />
        <span className="min-w-0 flex-1 truncate">{placeInWords(place, plan)}</span>
        {place.side === 'output' && (
          <span className="max-w-28 truncate text-ink-2">{inShort(lookUp(state.steps.get(place.step)?.output, place.path).value)}</span>
        )}
      </button>
    </li>
  )
}

/** Nothing is said of what is not at hand. */
function inShort(value: Json | undefined): string {
  return value === undefined ? '' : preview(value)
}

function AcrossLink({ workspace, runId, across, children }: { workspace: string; runId: string; across: Across; children: ReactNode }) {
  return (
    <Link
      href={`/w/${workspace}/runs/${runId}?walk=${encodeURIComponent(acrossInText(across))}`}
      className="mt-1 flex min-h-7 items-center gap-1.5 rounded-sm px-1 text-brand-ink hover:bg-hover"
    >
      <ArrowUpRight className="size-3.5 shrink-0" strokeWidth={1.75} aria-hidden />
      <span className="min-w-0 truncate">{children}</span>
    </Link>
  )
}

function waysOn(end: readonly Origin[]): Place[] {
  return end.flatMap((origin) => {
    if (origin.kind === 'made') return origin.given ?? []
    return (origin.kind === 'computed' || origin.kind === 'taken') && origin.missing === undefined ? origin.from : []
  })
}

function nameOf({ side, step, path }: Place): string {
  return `${side}${step} ${path.join('.')}`
}
