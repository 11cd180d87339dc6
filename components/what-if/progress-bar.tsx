import type { Counts } from './types'
import { runsIn, triedIn } from './words'

/** How many of the runs were tried. */
export function ProgressBar({ counts }: { counts: Counts }) {
  const [tried, all] = [triedIn(counts), runsIn(counts)]
  return (
    <div
      role="progressbar"
      aria-label="Runs tried"
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={tried}
      className="h-1 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className="h-full rounded-full bg-brand transition-[width] duration-150"
        style={{ width: `${all === 0 ? 0 : (tried / all) * 100}%` }}
      />
    </div>
  )
}
