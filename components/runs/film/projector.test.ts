import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { RunEvent } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { planOf } from '@/flow/engine/plan'
import { runView } from '@/flow/engine/run-view'
import { draw } from '@/flow/engine/testing/drawn'
import { perform } from '@/flow/engine/testing/perform'
import type { FollowedRun } from '../follow-run'
import { createProjector } from './projector'

const { graph, manifest } = draw('t → a → b')
const plan = planOf(graph, manifest)
const whole = perform(plan, {})

/** A run that has come so far. */
function follower(events: RunEvent[]) {
  const state = fold(plan, events)
  const view = runView(plan, state)
  const store = createStore<FollowedRun>(() => {
    const run = { id: 'r', status: 'running' } as FollowedRun['run'] // nothing else of it is looked at here
    return { run, plan, state, journal: events, view, status: view.status, coming: false, behind: false, revision: 0 }
  })
  const happen = (event: RunEvent) => {
    events.push(event)
    fold(plan, [event], state)
    store.setState(({ revision }) => ({ view: runView(plan, state), revision: revision + 1 }))
  }
  return { store, stop: () => {}, happen }
}

it('stays at the moment looked at while the run goes on, and at now follows it', () => {
  const run = follower(whole.slice(0, 4))
  const projector = createProjector(run)
  projector.seek(2)
  run.happen(whole[4] as RunEvent)
  expect(projector.store.getState()).toMatchObject({ at: 2, count: 5 })
  expect(projector.store.getState().shown.state.seq).toBe(2)
  projector.seek(null)
  expect(projector.store.getState().shown.state.seq).toBe(5)
  run.happen(whole[5] as RunEvent)
  expect(projector.store.getState()).toMatchObject({ at: null, count: 6 })
})

it('goes by events, not before the first, and past the last is now', () => {
  const projector = createProjector(follower([...whole]))
  projector.step(-1)
  expect(projector.store.getState().at).toBe(whole.length - 1)
  projector.step(1)
  expect(projector.store.getState().at).toBeNull()
  projector.seek(-5)
  expect(projector.store.getState().at).toBe(1)
  expect(projector.store.getState().shown.view.nodes.get('b')).toMatchObject({ status: 'idle' })
})

it('stops the clock of what was at work then', () => {
  const projector = createProjector(follower([...whole]))
  const started = whole.findIndex((event) => event.type === 'step.started' && event.step === 'b')
  projector.seek(started + 1)
  expect(projector.store.getState().shown.view.nodes.get('b')).toMatchObject({ status: 'running', finishedAt: whole[started]?.at })
})
