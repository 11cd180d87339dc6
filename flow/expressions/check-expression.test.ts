import { describe, expect, it } from 'vitest'
import { checkTemplate, readExpression } from './check-expression'

describe('readExpression', () => {
  it.each([
    ['trigger.x.toFixed(2)', 'There is no function called toFixed.', 'Here it is written round(digits).'],
    ['1 +', 'The expression ends too early.', undefined],
  ])('%s', (source, message, hint) => {
    expect(readExpression(source)).toMatchObject({ issue: { code: 'expression', message, hint } })
  })

  it('reads the expression alone: no name has to be known', () => {
    expect(readExpression('steps.whatever.x')).toMatchObject({ tree: { op: '.' } })
  })
})

describe('checkTemplate', () => {
  it('places issues in the whole text', () => {
    const text = 'Total {{ steps.any }} and {{ 1 + }} and {{ open'
    expect(checkTemplate(text).map(({ position }) => position && text.slice(position.start, position.end))).toEqual([' ', '{{ open'])
  })

  it('has nothing to say about plain text', () => {
    expect(checkTemplate('steps.nope \\{{ nope }}')).toEqual([])
  })
})
