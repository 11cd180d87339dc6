import { describe, expect, it } from 'vitest'
import { decide } from './decide'
import type { RunEvent } from './events'
import { fold } from './fold'
import { firstStepOf, type Given, onlyStep } from './only-step'
import { type Plan, planOf } from './plan'
import { draw } from './testing/drawn'
import { perform } from './testing/perform'

const STARTED: Extract<RunEvent, { type: 'run.started' }> = { type: 'run.started', at: 0, triggerNodeId: 't', input: 'input' }

function planned(text: string, until: string, more?: Parameters<typeof draw>[1]): Plan {
  const { graph, manifest } = draw(text, more)
  return planOf(graph, manifest, until)
}

/** Begins at the step with what is known, and says what is really done then. */
function alone(plan: Plan, step: string, given: Record<string, Given> = {}) {
  const known = {
    of: (at: string): Given => given[at] ?? { output: `example of ${at}`, standIn: 'example' as const },
    item: (loop: string) => `item of ${loop}`,
  }
  const events = onlyStep(plan, STARTED, step, known)
  const state = fold(plan, [STARTED, ...events])
  const next = decide(plan, state).flatMap((command) => ('step' in command ? [`${command.type} ${command.step}`] : command.type))
  const journal = perform(plan, {}, { journal: [STARTED, ...events] })
  const ran = journal.slice(1 + events.length).flatMap((event) => (event.type === 'step.started' ? event.step : []))
  return { events, state, next, ran, end: fold(plan, journal).status }
}

describe('a run of one step', () => {
  it('gives what comes before it and does nothing else', () => {
    const { state, next, ran, end } = alone(planned('t → a → b → c → d', 'c'), 'c', { a: { output: 'then', port: 'out' } })
    expect(next).toEqual(['step.run c'])
    expect(ran).toEqual(['c'])
    expect(end).toBe('succeeded')
    expect(state.steps.get('a')).toMatchObject({ output: 'then', standIn: null })
    expect(state.steps.get('b')).toMatchObject({ output: 'example of b', standIn: 'example' })
    expect([...state.reused]).toEqual(['a', 'b'])
  })

  it('takes a way that leads there, whichever way was taken elsewhere', () => {
    const plan = planned('t → if, if -yes→ a → end, if -no→ b → end', 'a')
    const { next, state } = alone(plan, 'a', { if: { output: 'no', port: 'no' } })
    expect(next).toEqual(['step.run a'])
    expect(state.steps.get('if')).toMatchObject({ port: 'yes' })
  })

  it('comes to a join the way it came there before', () => {
    const plan = planned('t → if, if -yes→ a → end, if -no→ b → end', 'end')
    const { state, ran } = alone(plan, 'end', { if: { output: 'no', port: 'no' }, b: { output: 1, port: 'out' } })
    expect(ran).toEqual(['end'])
    expect(state.steps.get('a')?.status).toBe('skipped')
    expect(state.steps.get('b')).toMatchObject({ status: 'completed', output: 1 })
  })

  it('is at one item of the loops around it', () => {
    const plan = planned('t → a → outer', 'x', { inside: { outer: 'first → inner', inner: 'w → x' } })
    expect(firstStepOf(plan, 'x')).toBe('outer:0/inner:0/x')
    const { state, ran, end } = alone(plan, 'outer:3/inner:5/x', { 'outer:3/first': { output: 'third', port: 'out' } })
    expect(ran).toEqual(['outer:0/inner:0/x'])
    expect(state.loops.get('outer')?.items).toEqual(['item of outer'])
    expect(state.loops.get('outer:0/inner')?.items).toEqual(['item of outer:3/inner'])
    expect(state.steps.get('outer:0/first')?.output).toBe('third')
    expect(end).toBe('succeeded')
  })

  it('is in what a scope tries, and not in what it does about a failure', () => {
    const types = { try: { container: 'scope' as const }, caught: { kind: 'entry' as const, part: 'catch' as const } }
    const inside = { try: 'a → b, caught → mend' }
    const { ran } = alone(planned('t → try', 'b', { inside, types }), 'try:0/b')
    expect(ran).toEqual(['try:0/b'])
    expect(firstStepOf(planned('t → try', 'mend', { inside, types }), 'mend')).toBeNull()
  })

  it('passes over what is switched off', () => {
    const { state, ran } = alone(planned('t → a → b', 'b', { nodes: { a: { disabled: true } } }), 'b')
    expect(state.steps.get('a')?.status).toBe('skipped')
    expect(ran).toEqual(['b'])
  })
})
