import { expect, it } from 'vitest'
import { mentionedSteps } from './mentioned-steps'

it('finds the steps that are written out, however deep they stand', () => {
  const params = {
    a: 'Hello {{ steps.first.name }}',
    b: [{ c: '{{ steps["second"].?x.orValue(steps.third.y) }}' }],
    d: 7,
    e: '{{ trigger.body }}',
  }
  expect([...(mentionedSteps(params) ?? [])].sort()).toEqual(['first', 'second', 'third'])
  expect(mentionedSteps({ a: 'plain', b: null })).toEqual(new Set())
})

it('knows when it cannot know', () => {
  for (const text of ['{{ steps[trigger.name] }}', '{{ size(steps) }}', '{{ [1].map(x, steps) }}', '{{ steps[0] }}'])
    expect(mentionedSteps({ deep: [text] }), text).toBeNull()
})

it('takes a variable of a macro for what it is', () => {
  expect(mentionedSteps(['{{ trigger.list.map(steps, steps.x) }}'])).toEqual(new Set())
})
