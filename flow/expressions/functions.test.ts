import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate'
import { FUNCTIONS } from './functions'
import { emptyScope } from './testing'

describe('the function library', () => {
  it.each(FUNCTIONS.flatMap((fn) => fn.examples.map((example) => ({ signature: fn.signature, ...example }))))(
    '$signature: $expression',
    ({ expression, result }) => {
      expect(evaluate(expression, emptyScope())).toEqual(result)
    },
  )

  it('shows an example of every function and names each once', () => {
    expect(FUNCTIONS.filter((fn) => !fn.examples.some((example) => example.expression.includes(`${fn.name}(`)))).toEqual([])
    expect(new Set(FUNCTIONS.map((fn) => fn.name)).size).toBe(FUNCTIONS.length)
  })

  it('writes signatures as they are called', () => {
    expect(FUNCTIONS.find((fn) => fn.name === 'padStart')?.signature).toBe('text.padStart(length: number, fill?: text) → text')
  })
})
