import { describe, expect, test } from 'vitest'
import type { RunEvent } from './events'
import { fold } from './fold'
import { planOf } from './plan'
import { scopeOf } from './scope-of'
import { frameIn } from './step'
import { draw } from './testing/drawn'

const run = { vars: {}, run: { id: 'r', startedAt: '2026-01-01T00:00:00Z', mode: 'test' as const, flowName: 'Bills', timeZone: 'UTC' } }
const begun: RunEvent = { type: 'run.started', at: 1, triggerNodeId: 't', input: { mail: 'm' } }
const completed = (step: string): RunEvent => ({ type: 'step.completed', at: 1, step, attempt: 1, port: 'out', output: `${step}!` })
const opened = (step: string, items: string[]): RunEvent => ({ type: 'loop.opened', at: 1, step, attempt: 1, items })

test('a step sees what is before it, not what happens to be finished', () => {
  const scope = see('t → a → c, t → b', [begun, completed('a'), completed('b')], 'c')
  expect(scope).toEqual({ ...run, trigger: { mail: 'm' }, steps: { t: { mail: 'm' }, a: 'a!' } })
})

test('a skipped step gives nothing, a failure that was passed over its error', () => {
  const skipped: RunEvent = { type: 'step.skipped', at: 1, step: 'a', reason: 'disabled' }
  const failed: RunEvent = {
    type: 'step.failed',
    at: 1,
    step: 'b',
    attempt: 1,
    error: { code: 'boom', message: 'it broke', detail: { secret: 1 } },
  }
  const scope = see('t → a → b → c', [begun, skipped, failed], 'c', {}, { b: { onError: 'continue' } })
  expect(scope.steps).toEqual({ t: { mail: 'm' }, b: { error: { code: 'boom', message: 'it broke' } } })
})

describe('in a loop in a loop', () => {
  const inside = { outer: 'x → inner → y', inner: 'p → q' }
  const events = [
    begun,
    completed('a'),
    opened('outer', ['A', 'B']),
    completed('outer:0/x'),
    opened('outer:0/inner', ['1', '2']),
    completed('outer:0/inner:0/p'),
  ]

  test('a step sees its own iteration and all loops around', () => {
    const scope = see('t → a → outer → end', events, 'outer:0/inner:0/q', inside)
    expect(scope).toMatchObject({ item: '1', index: 0 })
    expect(scope.steps).toEqual({
      t: { mail: 'm' },
      a: 'a!',
      outer: { item: 'A', index: 0 },
      inner: { item: '1', index: 0 },
      p: 'outer:0/inner:0/p!',
      x: 'outer:0/x!',
    })
  })

  test('what is collected sees everything in its iteration', () => {
    const steps = see('t → a → outer → end', events, frameIn('outer:0/inner', 0), inside).steps
    expect(Object.keys(steps).sort()).toEqual(['a', 'inner', 'outer', 'p', 't', 'x'])
  })

  test('outside it is a list, and its steps are out of sight', () => {
    const steps = see('t → a → outer → end', [begun, completed('a'), opened('outer', []), completed('outer')], 'end', inside).steps
    expect(steps).toEqual({ t: { mail: 'm' }, a: 'a!', outer: 'outer!' })
  })
})

function see(text: string, events: RunEvent[], step: string, inside: Record<string, string> = {}, nodes = {}) {
  const { graph, manifest } = draw(text, { inside, nodes })
  const plan = planOf(graph, manifest)
  return scopeOf(plan, fold(plan, events), step, run)
}
