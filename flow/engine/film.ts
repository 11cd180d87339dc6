import { copyState } from './copy-state'
import type { RunEvent } from './events'
import { applyEvent } from './fold'
import type { Plan } from './plan'
import { newState, type RunState } from './state'

/** The state after the first so many events. It is changed in place by the next call: look at it, do not keep it. */
export type Film = (seq: number) => RunState

/** Copies of the state kept on the way, so that going back folds a piece of the journal and never all of it. */
const MOST_KEPT = 32
const FIRST_EVERY = 128

/**
 * A journal to be wound to any moment, back and forth. `events` may grow.
 * The copies stand `every` events apart; when there are too many, every second one goes.
 */
export function filmOf(plan: Plan, events: readonly RunEvent[], mostKept = MOST_KEPT, firstEvery = FIRST_EVERY): Film {
  let every = firstEvery
  let kept: RunState[] = []
  let shown = newState()

  const keep = () => {
    if (shown.seq !== (kept.length + 1) * every) return
    kept.push(copyState(shown))
    if (kept.length <= mostKept) return
    kept = kept.filter((_, at) => at % 2 === 1)
    every *= 2
  }
  const nearest = (seq: number) => kept[Math.min(kept.length, Math.floor(seq / every)) - 1]

  return (seq) => {
    const wanted = Math.max(0, Math.min(events.length, seq))
    const before = nearest(wanted)
    if (shown.seq > wanted || (before && before.seq > shown.seq)) shown = before ? copyState(before) : newState()
    for (const event of events.slice(shown.seq, wanted)) {
      applyEvent(plan, shown, event)
      keep()
    }
    return shown
  }
}
