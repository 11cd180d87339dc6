import { describe, expect, test } from 'vitest'
import type { ManifestNode } from '../define/manifest'
import { draw } from '../engine/testing/drawn'
import type { Node } from '../graph/graph'
import { surveyOf } from './survey'
import { passedByIn } from './ways'

type More = Parameters<typeof draw>[1]

/** When a run that comes to one step has passed another by. */
function passed(drawing: string, node: string, earlier: string, more: More = {}): string | undefined {
  const { graph, manifest } = draw(drawing, more)
  const survey = surveyOf(graph, manifest)
  const named = (id: string) => survey.nodes.get(id) as Node // drawn above
  return passedByIn(survey)(named(node), named(earlier))
}

describe('a step is passed by', () => {
  test('when it hangs on one way and the ways join again', () => {
    expect(passed('t → if, if -yes→ a → j, if -no→ j', 'j', 'a')).toBe('if goes another way than “yes”')
    expect(passed('t → if, if -yes→ a → j, if -no→ b → j', 'j', 'b')).toBe('if goes another way than “no”')
  })

  test('from what follows the join, too, and from inside a loop there', () => {
    const drawing = 't → if, if -yes→ a → j, if -no→ j → each'
    expect(passed(drawing, 'each', 'a')).toBe('if goes another way than “yes”')
    expect(passed(drawing, 'x', 'a', { inside: { each: 'x' } })).toBe('if goes another way than “yes”')
  })

  test('when more than one thing has to be so', () => {
    expect(passed('t → if, if -yes→ or, or -yes→ a → j, or -no→ j, if -no→ j', 'j', 'a')).toBe('the run goes another way')
    expect(passed('t → if, if -yes→ or, or -yes→ a → j, or -no→ j, if -no→ end', 'j', 'a')).toBe('or goes another way than “yes”')
  })

  test('when a failure is dealt with, or is not there to deal with', () => {
    const more = { nodes: { call: { onError: 'branch' as const } } }
    expect(passed('t → call → a → j, call -error→ mend → j', 'j', 'mend', more)).toBe('call does not fail')
    expect(passed('t → call → a → j, call -error→ mend → j', 'j', 'a', more)).toBe('call fails')
  })

  test('where a loop collects what only some passes have', () => {
    const inside = { each: 'if -yes→ a, if -no→ b' }
    expect(passed('t → each', 'each', 'a', { inside })).toBe('if goes another way than “yes”')
    expect(passed('t → each', 'each', 'if', { inside })).toBeUndefined()
  })
})

describe('a step is never passed by', () => {
  test.each([
    ['in a row', 't → a → b → j', 'j', 'a'],
    ['on the way that leads here', 't → if, if -yes→ a → b, if -no→ c', 'b', 'a'],
    ['beside the one that leads here, where both wait for each other', 't → a → j, t → b → j', 'j', 'a'],
    ['before ways part and join', 't → a → if, if -yes→ b → j, if -no→ c → j', 'j', 'a'],
    ['when all ways lead to it', 't → if, if -yes→ a → m → j, if -no→ m, t → b → j', 'j', 'm'],
    ['when all ways of all steps lead to it', 't → if, if -yes→ or, or -yes→ m, or -no→ a → m, if -no→ m, t → b → j, m → j', 'j', 'm'],
    ['when it follows whatever leads here', 't → if, if -yes→ a → j, if -no→ b → j, a → w → j, b → w', 'j', 'w'],
    ['behind an end', 't → if, if -yes→ end, if -no→ a → j', 'j', 'a'],
  ])('%s', (_where, drawing, node, earlier) => {
    expect(passed(drawing, node, earlier)).toBeUndefined()
  })

  test('behind a step that is switched off, which goes its first way', () => {
    const nodes = { if: { disabled: true } }
    expect(passed('t → if, if -yes→ a → j, if -no→ j', 'j', 'a', { nodes })).toBeUndefined()
  })

  test('by what a scope does about a failure, of which nothing is known', () => {
    const types: Record<string, Partial<ManifestNode>> = { try: { container: 'scope' }, caught: { kind: 'entry', part: 'catch' } }
    expect(passed('t → try', 'mend', 'a', { inside: { try: 'if -yes→ a, if -no→ b, caught → mend' }, types })).toBeUndefined()
  })

  test('for all that can be told, where ways are too many to follow', () => {
    const chain = Array.from({ length: 90 }, (_, at) => `i${at} -yes→ i${at + 1}, i${at} -no→ j`).join(', ')
    expect(passed(`t → i0, ${chain}, i90 → a → j`, 'j', 'a')).toBeUndefined()
  })
})
