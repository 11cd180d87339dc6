import { describe, expect, it } from 'vitest'
import { fold } from '@/flow/engine/fold'
import { planOf } from '@/flow/engine/plan'
import { draw } from '@/flow/engine/testing/drawn'
import type { Json, JsonObject } from '@/flow/json'
import { originsOf } from '@/flow/walk-back/origins-of'
import type { Path, Seen } from '@/flow/walk-back/place'
import { manifest } from '../manifest'
import { runList } from './testing/run-list'

const lines: Json = [
  { item: 'b', net: 5 },
  { item: 'a', net: null },
  { item: 'b', net: 5 },
  { item: 'c', net: 7 },
]

/** A run in which the step did its work on the lines of the trigger. */
function runOf(id: string, params: JsonObject, input: JsonObject = { lines }): Seen {
  const { graph, manifest: drawn } = draw('t → step', { nodes: { step: { type: `list.${id}`, params } } })
  const given = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, input[MAPPED.exec(`${value}`)?.[1] ?? ''] ?? value]),
  )
  const output = runList(id, given)
  const plan = planOf(graph, drawn)
  const state = fold(plan, [
    { type: 'run.started', at: 1, triggerNodeId: 't', input },
    { type: 'step.completed', at: 2, step: 'step', attempt: 1, port: 'out', output },
  ])
  return { plan, state, about: { id: 'r', startedAt: '', mode: 'live', flowName: '', timeZone: 'UTC' } }
}

const MAPPED = /^\{\{ trigger\.(\w+) \}\}$/
const items = '{{ trigger.lines }}'

/** Where in the parameters this piece of the output is said to be from. */
function from(seen: Seen, ...path: Path): unknown[] {
  return originsOf(seen, manifest.nodes, { step: 'step', side: 'output', path }).map((origin) =>
    'from' in origin ? origin.from.path : origin.kind,
  )
}

describe('an item of a list is traced to the one it was', () => {
  it('after a filter', () => {
    const seen = runOf('filter', { items, rules: [{ field: 'net', operator: 'over', right: 1 }] })
    expect(from(seen, 'items', 0, 'net')).toEqual([['items', 0, 'net']])
    expect(from(seen, 'items', 1, 'item')).toEqual([['items', 2, 'item']])
    expect(from(seen, 'rest', 0, 'net')).toEqual([['items', 1, 'net']])
    expect(from(seen, 'items')).toEqual([['items']])
    expect(from(seen, 'count')).toEqual(['made'])
  })

  it('after sorting, equal ones in the order they came in', () => {
    const seen = runOf('sort', { items, by: [{ field: 'item', order: 'down' }] })
    expect([0, 1, 2, 3].map((at) => from(seen, 'items', at))).toEqual([[['items', 3]], [['items', 0]], [['items', 2]], [['items', 1]]])
  })

  it('after grouping', () => {
    const seen = runOf('group', { items, by: [{ field: 'item' }] })
    expect(from(seen, 'groups', 0, 'items', 1, 'net')).toEqual([['items', 2, 'net']])
    expect(from(seen, 'groups', 1, 'items', 0, 'net')).toEqual([['items', 1, 'net']])
  })

  it('after splitting', () => {
    const seen = runOf('split', { mode: 'size', items, size: 3 })
    expect(from(seen, 'parts', 0, 2, 'net')).toEqual([['items', 2, 'net']])
    expect(from(seen, 'parts', 1, 0, 'net')).toEqual([['items', 3, 'net']])
    const text = runOf('split', { mode: 'text', text: '{{ trigger.text }}', at: 'comma' }, { text: 'a,b' })
    expect(from(text, 'parts', 1)).toEqual(['made'])
  })

  it('after joining, on either side', () => {
    const seen = runOf(
      'join',
      { first: items, firstField: 'item', second: '{{ trigger.names }}', secondField: 'id', keep: 'left' },
      {
        lines,
        names: [
          { id: 'c', name: null },
          { id: 'b', name: 'B' },
        ],
      },
    )
    expect(from(seen, 'rows', 2, 'first', 'net')).toEqual([['first', 2, 'net']])
    expect(from(seen, 'rows', 3, 'second', 'name')).toEqual([['second', 0, 'name']])
    expect(from(seen, 'rows', 1, 'second', 'name')).toEqual(['made'])
  })

  it('or to those that are the same, where some of them were left out', () => {
    const taken = runOf('limit', { items, from: 'last', amount: 2 })
    expect(from(taken, 'items', 0, 'net')).toEqual([
      ['items', 0, 'net'],
      ['items', 2, 'net'],
    ])
    expect(from(taken, 'items', 1, 'net')).toEqual([['items', 3, 'net']])
    const once = runOf('dedupe', { items, by: [{ field: 'item' }] })
    expect(from(once, 'removed', 0, 'net')).toEqual([
      ['items', 0, 'net'],
      ['items', 2, 'net'],
    ])
    expect(from(once, 'items', 1, 'net')).toEqual([['items', 1, 'net']])
  })
})
