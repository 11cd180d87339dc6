import { expect, it } from 'vitest'
import type { RunEvent } from './events'
import { fold } from './fold'
import { planOf } from './plan'
import { stepItWasAt } from './step-it-was-at'
import { draw } from './testing/drawn'
import { perform } from './testing/perform'

/** As it is stopped as a whole once `until` waits, before that and after. */
function stopped(picture: string, ...until: string[]) {
  const { graph, manifest } = draw(picture)
  const plan = planOf(graph, manifest)
  const journal = perform(plan, Object.fromEntries(until.map((step) => [step, { waits: 'approval' as const }])), { stopAfter: 1_000 })
  const opened = journal.findLastIndex(({ type }) => type === 'wait.opened')
  const before = journal.slice(0, opened + 1)
  const end: RunEvent = { type: 'run.failed', at: 9_999, error: { code: 'took_too_long', message: 'It took too long.' } }
  return [stepItWasAt(fold(plan, before)), stepItWasAt(fold(plan, [...before, end]))]
}

it('is the step that was under way, also when the run is over', () => {
  expect(stopped('t → a → b', 'a')).toEqual(['a', 'a'])
})

it('is none where it was at several', () => {
  expect(stopped('t → a, t → b', 'a', 'b')).toEqual([undefined, undefined])
})
