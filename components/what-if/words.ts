import type { PastRuns } from '@/flow/what-if/past-runs'
import type { Counts } from './types'

/** “48 same, 1 different, 1 broken”: what there is none of is left out. */
export function countsInWords({ same, different, broken, untold }: Counts): string {
  const parts = [
    [same, 'same'],
    [different, 'different'],
    [broken, 'broken'],
    [untold, 'cannot be told'],
  ] as const
  const some = parts.filter(([runs]) => runs > 0)
  return some.length === 0 ? 'none yet' : some.map(([runs, word]) => `${runs.toLocaleString()} ${word}`).join(', ')
}

export function runsIn(counts: Counts): number {
  return triedIn(counts) + counts.owed
}

export function triedIn({ same, different, broken, untold }: Counts): number {
  return same + different + broken + untold
}

const MODES = { live: 'live ', test: 'test ', any: '' } as const
const ENDS = { either: '', succeeded: ' that were done', failed: ' that failed' } as const

/** “the last 50 live runs that failed”. */
export function pickedInWords({ ended, mode }: Pick<PastRuns, 'ended' | 'mode'>, runs: number): string {
  const noun = runs === 1 ? 'run' : 'runs'
  const count = runs === 1 ? '' : `${runs.toLocaleString()} `
  return `the last ${count}${MODES[mode]}${noun}${runs === 1 ? ENDS[ended].replace('were', 'was') : ENDS[ended]}`
}
