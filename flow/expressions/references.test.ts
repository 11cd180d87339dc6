import { describe, expect, it } from 'vitest'
import { referencesOf, renameReference } from './references'

function written(text: string): string[] {
  return referencesOf(text).map(({ root, key, path, optional, complete }) => {
    const names = [root, ...(key === undefined ? [] : [key]), ...path].join('/')
    return names + (optional ? '?' : '') + (complete ? '' : '…')
  })
}

describe('referencesOf', () => {
  it.each([
    ['plain steps.a.b', []],
    ['{{ steps.a.total }}', ['steps/a/total']],
    ['{{ steps.a.lines[0]["odd name"] }}', ['steps/a/lines/0/odd name']],
    ['{{ steps["a"].x }}', ['steps/a/x']],
    ['x {{ steps.a.x + trigger.body.y }} {{ vars.z }}', ['steps/a/x', 'trigger/body/y', 'vars/z']],
    ['{{ steps.a.?b.c }}', ['steps/a/b/c?']],
    ['{{ steps.a[trigger.key].c }}', ['steps/a…', 'trigger/key']],
    ['{{ steps[vars.which].c }}', ['steps…', 'vars/which']],
    ['{{ upper(steps.a.name) + steps.b.name.lower() }}', ['steps/a/name', 'steps/b/name']],
    ['{{ steps.a.lines.map(x, x.net * item.rate) }}', ['steps/a/lines', 'item/rate']],
    ['{{ steps.a.lines.map(steps, steps.b) }}', ['steps/a/lines']],
    ['{{ steps.a.lines.map(x, x.n).filter(y, x.n > y) }}', ['steps/a/lines', 'x/n']],
    ['{{ {"k": [steps.a.v, 1 > 0 ? run.id : -index]} }}', ['steps/a/v', 'run/id', 'index']],
    ['{{ has(steps.a.b) && optional.of(trigger).hasValue() }}', ['steps/a/b', 'trigger']],
    ['{{ cel.bind(t, steps.a.total, t * t) }}', ['steps/a/total']],
    ['{{ "steps.a.b" }}', []],
    ['{{ steps.a. }}', []],
    ['{{ steps.a', []],
  ])('%s', (text, references) => {
    expect(written(text)).toEqual(references)
  })

  it('places each in the whole text', () => {
    const text = 'Total {{ 1 + steps.a.total }} of {{ steps["b"] }}'
    expect(referencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['steps.a.total', 'steps["b"]'])
  })
})

describe('renameReference', () => {
  it.each([
    ['{{ steps.a.total + steps.b.a }} a steps.a {{ steps["a"].x }}', '{{ steps.new1.total + steps.b.a }} a steps.a {{ steps["new1"].x }}'],
    ["{{ steps['a'].x + steps . a }}", '{{ steps["new1"].x + steps . new1 }}'],
    ['{{ "steps.a" + steps.a.map(a, a.steps) }}', '{{ "steps.a" + steps.new1.map(a, a.steps) }}'],
    ['{{ steps.ab + steps.?a.x + item.a }}', '{{ steps.ab + steps.?new1.x + item.a }}'],
    ['{{ steps[steps.a.key].a }}', '{{ steps[steps.new1.key].a }}'],
    ['{{ steps.a. }}', '{{ steps.new1. }}'],
    ['{{ steps.a.total + }} of {{ steps.a.x }}', '{{ steps.new1.total + }} of {{ steps.new1.x }}'],
    ['{{ upper(steps.a.name', '{{ upper(steps.new1.name'],
    ['{{ steps . ? a[ + steps[ "a" ].x + steps[\'a\'', '{{ steps . ? new1[ + steps[ "new1" ].x + steps["new1"'],
    ['{{ "steps.a" + \'steps.a\' + r"steps.a\\" + // steps.a', '{{ "steps.a" + \'steps.a\' + r"steps.a\\" + // steps.a'],
    [
      '{{ mysteps.a + x.steps.a + x.?steps.a + steps.ab + steps.b.a + }}',
      '{{ mysteps.a + x.steps.a + x.?steps.a + steps.ab + steps.b.a + }}',
    ],
    ['{{ "not closed + steps.a.x }}', '{{ "not closed + steps.new1.x }}'],
    ['\\{{ steps.a. }}', '\\{{ steps.a. }}'],
    ['no expression: steps.a', 'no expression: steps.a'],
  ])('%s', (text, renamed) => {
    expect(renameReference(text, 'a', 'new1')).toBe(renamed)
  })
})
