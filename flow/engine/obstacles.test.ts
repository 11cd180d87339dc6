import { describe, expect, it } from 'vitest'
import type { RunEvent } from './events'
import { fold } from './fold'
import { obstaclesTo } from './obstacles'
import { type Plan, planOf } from './plan'
import { draw } from './testing/drawn'
import { type Behaviours, perform } from './testing/perform'

function planned(text: string, more?: Parameters<typeof draw>[1]): Plan {
  const { graph, manifest } = draw(text, more)
  return planOf(graph, manifest)
}

/** Up to where nothing can be done but wait. */
function untilItWaits(plan: Plan, does: Behaviours): RunEvent[] {
  const whole = perform(plan, does)
  return whole.slice(
    0,
    whole.findIndex(({ type }) => type === 'wait.closed'),
  )
}

describe('a run that waits', () => {
  const plan = planned('t → a → ask → end, a → b → end')
  const events = untilItWaits(plan, { ask: { waits: 'approval' } })

  it('moves where what finished and what it waits for are the same', () => {
    expect(obstaclesTo(plan, planned('t → a → ask → new → end, a → b → end'), events)).toEqual([])
    expect(obstaclesTo(plan, planned('t → a → ask → other, a → b → c → d'), events)).toEqual([])
  })

  it('moves where a finished step is gone', () => {
    const now = planned('t → a → ask → end')
    expect(obstaclesTo(plan, now, events)).toEqual([])
    const end = perform(now, {}, { journal: [...events] })
    expect(fold(now, end).status).toBe('succeeded')
  })

  it('stays where the step it waits at is gone, or has become another', () => {
    expect(obstaclesTo(plan, planned('t → a → b → end'), events)).toEqual([{ step: 'ask', reason: 'gone' }])
    const now = planned('t → a → ask → end, a → b → end', { nodes: { ask: { type: 'test.mail' } } })
    expect(obstaclesTo(plan, now, events)).toEqual([{ step: 'ask', reason: 'other-kind' }])
  })

  it('stays where its start is gone, or it could never end', () => {
    expect(obstaclesTo(plan, planned('u → a → ask'), events)).toEqual([{ step: null, reason: 'no-start' }])
  })

  it('goes through steps that were put before the one it waits at', () => {
    const now = planned('t → a → new → ask → end, a → b → end')
    expect(obstaclesTo(plan, now, events)).toEqual([])
    const end = perform(now, {}, { journal: [...events, { type: 'run.moved', at: 1, from: 'v1', to: 'v2' }] })
    expect(fold(now, end).status).toBe('succeeded')
    expect(end).toContainEqual(expect.objectContaining({ type: 'step.started', step: 'new' }))
  })
})

describe('a run that waits inside a loop', () => {
  const drawing = (inside: string) => ({ inside: { each: inside }, nodes: { each: { params: { concurrency: 2 } } } })
  const plan = planned('t → each → end', drawing('x → ask'))
  const does: Behaviours = { each: { items: [1, 2, 3] }, ask: (item) => (item === 1 ? {} : { waits: 'approval' }) }
  const events = untilItWaits(plan, does)

  it('moves when the loop is the same, and stays when its items would have to be gone through again', () => {
    expect(obstaclesTo(plan, planned('t → each → new → end', drawing('x → ask')), events)).toEqual([])
    expect(obstaclesTo(plan, planned('t → each → end', drawing('x → ask → more')), events)).toContainEqual({
      step: 'each',
      reason: 'out-of-reach',
    })
  })
})
