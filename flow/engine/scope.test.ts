import { describe, expect, test } from 'vitest'
import type { Node } from '../graph/graph'
import { decide } from './decide'
import type { RunEvent } from './events'
import { fold } from './fold'
import { type Plan, planOf } from './plan'
import { draw } from './testing/drawn'
import { outcomeOf } from './testing/outcome'
import { type Behaviours, perform } from './testing/perform'

const PARTS = 'a → b, caught → mend, last → tidy'

describe('a scope', () => {
  test('in which nothing fails leaves out its steps for failures', () => {
    const end = ended(PARTS, {})
    expect(statuses(end)).toEqual({
      t: 'completed',
      try: 'completed',
      'try:0/a': 'completed',
      'try:0/b': 'completed',
      'try:2/last': 'completed',
      'try:2/tidy': 'completed',
      end: 'completed',
    })
    expect(end.steps.try).toMatchObject({ output: { ok: true, result: 'a b t', error: null } })
    expect(end.steps['try:2/last']).toMatchObject({ output: { failed: false, error: null } })
  })

  test('catches what fails, tells of it, and the run goes on', () => {
    const end = ended(PARTS, { a: { failures: 9 } })
    const told = { message: 'a broke', code: 'boom', step: 'a' }
    expect(end.run).toBe('succeeded')
    expect(end.steps['try:1/caught']).toMatchObject({ output: told })
    expect(end.steps['try:2/last']).toMatchObject({ output: { failed: false, error: null } })
    expect(end.steps.try).toMatchObject({ status: 'completed', output: { ok: false, result: null, error: told } })
  })

  test('without steps for failures tidies up and fails', () => {
    const end = ended('a → b, last → tidy', { b: { failures: 9 } })
    expect(end).toMatchObject({ run: 'failed', error: 'b broke' })
    expect(statuses(end)).toMatchObject({ 'try:2/tidy': 'completed', try: 'failed' })
    expect(end.steps['try:2/last']).toMatchObject({ output: { failed: true, error: { message: 'b broke', code: 'boom', step: 'b' } } })
  })

  test('without any parts fails like the step in it, and may have a line for that', () => {
    expect(ended('a → b', { b: { failures: 9 } })).toMatchObject({ run: 'failed', error: 'b broke' })
    expect(statuses(ended('a → b', { b: { failures: 9 } }, { try: { onError: 'continue' } }))).toMatchObject({
      try: 'failed',
      end: 'completed',
    })
  })

  test('whose steps for failures fail, fails with that, after tidying up', () => {
    const end = ended(PARTS, { a: { failures: 9 }, mend: { failures: 9 } })
    expect(end).toMatchObject({ run: 'failed', error: 'mend broke' })
    expect(statuses(end)).toMatchObject({ 'try:2/tidy': 'completed' })
  })

  test('fails with what came first, when tidying up fails as well', () => {
    expect(ended('a, last → tidy', { a: { failures: 9 }, tidy: { failures: 9 } })).toMatchObject({ error: 'a broke' })
    expect(ended(PARTS, { tidy: { failures: 9 } })).toMatchObject({ run: 'failed', error: 'tidy broke' })
  })

  test('gives up the waits of what it tried, and lets effects in flight end first', () => {
    const plan = planned('a, b, caught → mend')
    const journal: RunEvent[] = [
      { type: 'run.started', at: 0, triggerNodeId: 't', input: null },
      { type: 'scope.opened', at: 1, step: 'try', attempt: 1 },
      { type: 'step.started', at: 2, step: 'try:0/a', attempt: 1 },
      { type: 'step.started', at: 2, step: 'try:0/b', attempt: 1 },
      { type: 'step.failed', at: 3, step: 'try:0/a', attempt: 1, error: { code: 'boom', message: 'it broke' } },
    ]
    expect(decide(plan, fold(plan, journal), new Set(['try:0/b']))).toEqual([])
    journal.push({ type: 'wait.opened', at: 4, step: 'try:0/b', attempt: 1, waitId: 'w', kind: 'timer' })
    const [turn] = decide(plan, fold(plan, journal))
    expect(turn).toMatchObject({ type: 'scope.turn', part: 'catch', failure: { step: 'try:0/a' } })
    journal.push({
      type: 'scope.turned',
      at: 5,
      step: 'try',
      part: 'catch',
      failure: { step: 'try:0/a', error: { code: 'x', message: 'y' } },
    })
    const state = fold(plan, journal)
    expect(state.waits.size).toBe(0)
    expect(state.steps.get('try:0/b')?.status).toBe('cancelled')
  })

  test('shows its later parts what the earlier ones left', () => {
    const end = ended('a → b, caught → mend, last → tidy', { b: { failures: 9 } })
    expect(end.steps['try:1/mend']).toMatchObject({ output: 'a caught t' })
    expect(end.steps['try:2/tidy']).toMatchObject({ output: 'a caught last mend t' })
  })

  test('ends with its run: a run that is cancelled does not tidy up', () => {
    const plan = planned(PARTS)
    const journal: RunEvent[] = [
      { type: 'run.started', at: 0, triggerNodeId: 't', input: null },
      { type: 'scope.opened', at: 1, step: 'try', attempt: 1 },
      { type: 'run.cancelled', at: 2, reason: 'Somebody cancelled it.' },
    ]
    expect(decide(plan, fold(plan, journal))).toEqual([])
  })

  test('of which nothing is drawn is done at once', () => {
    const drawn = draw('t → try → end', { inside: { try: 'x' }, types: { try: { container: 'scope' } } })
    drawn.graph.nodes = drawn.graph.nodes.filter(({ id }) => id !== 'x')
    const plan = planOf(drawn.graph, drawn.manifest)
    expect(outcomeOf(plan, perform(plan, {})).run).toBe('succeeded')
  })
})

test('an entry that stands in no scope leads nowhere', () => {
  const drawn = draw('t → a, caught → mend', { types: { caught: { kind: 'entry', part: 'catch' } } })
  const plan = planOf(drawn.graph, drawn.manifest)
  expect(statuses(outcomeOf(plan, perform(plan, {})))).toEqual({ t: 'completed', a: 'completed', caught: 'skipped', mend: 'skipped' })
})

function planned(inside: string, nodes: Record<string, Partial<Node>> = {}): Plan {
  const types = {
    try: { container: 'scope' as const },
    caught: { kind: 'entry' as const, part: 'catch' as const },
    last: { kind: 'entry' as const, part: 'finally' as const },
  }
  const { graph, manifest } = draw('t → try → end', { inside: { try: inside }, nodes, types })
  return planOf(graph, manifest)
}

function ended(inside: string, does: Behaviours, nodes: Record<string, Partial<Node>> = {}) {
  const plan = planned(inside, nodes)
  return outcomeOf(plan, perform(plan, does))
}

function statuses(end: ReturnType<typeof outcomeOf>): Record<string, string> {
  return Object.fromEntries(Object.entries(end.steps).map(([id, step]) => [id, (step as { status: string }).status])) // made by outcomeOf
}
