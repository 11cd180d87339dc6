import { formatRelative } from '../ui/format-relative'
import type { RunSummary } from './types'

type WaitsFor = NonNullable<RunSummary['waitsFor']>

/** Why a run waits: `Waits for a decision by Mona, closes in 2 hours`. */
export function waitsInWords({ kind, until, who }: WaitsFor, now: number, locale?: string): string {
  const at = until && until.getTime() > now ? formatRelative(until, now, locale) : null
  const open = (what: string, ends: string) => (at ? `${what}, ${ends} ${at}` : what)
  if (kind === 'approval') return open(who.length > 0 ? `Waits for a decision by ${anyOf(who)}` : 'Waits for a decision', 'closes')
  if (kind === 'verify') return open('Somebody has to say whether it happened', 'looks again')
  if (kind === 'callback') return open('Waits for an answer to its link', 'gives up')
  if (kind === 'call') return 'Waits for another flow'
  if (kind === 'turn') return 'Waits for its turn with an account'
  if (kind === 'retry') return at ? `Tries again ${at}` : 'Tries again now'
  return at ? `Goes on ${at}` : 'Goes on now'
}

function anyOf(who: readonly string[]): string {
  const [first = '', second = ''] = who
  if (who.length === 1) return first
  return who.length === 2 ? `${first} or ${second}` : `${first} or ${(who.length - 1).toLocaleString()} others`
}
