import { describe, expect, it } from 'vitest'
import { fitInputs, InputsSchema } from './inputs'

const declared = InputsSchema.parse([
  { name: 'customer', kind: 'text' },
  { name: 'total', kind: 'number?' },
  { name: 'urgent', kind: 'boolean?' },
  { name: 'lines', kind: 'list?' },
  { name: 'more', kind: 'any?' },
])

describe('what a flow is handed', () => {
  it('comes as declared, and what is left out is empty', () => {
    expect(fitInputs(declared, { customer: 17, total: ' 4.5 ', lines: [1] })).toEqual({
      customer: '17',
      total: 4.5,
      urgent: null,
      lines: [1],
      more: null,
    })
    expect(fitInputs(declared, { customer: 'A', urgent: false, more: { a: [null] } })).toMatchObject({ urgent: false, more: { a: [null] } })
  })

  it.each([
    [{}, 'The flow needs “customer”, and it is empty.'],
    [{ customer: '' }, 'The flow needs “customer”, and it is empty.'],
    [{ customer: { a: 1 } }, '“customer” has to be text.'],
    [{ customer: 'A', total: '4,50' }, '“total” has to be a number.'],
    [{ customer: 'A', urgent: 'yes' }, '“urgent” has to be yes or no.'],
    [{ customer: 'A', lines: 'a, b' }, '“lines” has to be a list.'],
    [{ customer: 'A', toString: 1 }, 'The flow does not take “toString”.'],
  ])('is refused: %j', (given, message) => {
    expect(() => fitInputs(declared, given)).toThrow(message)
  })

  it('does not touch prototypes, whatever names are declared', () => {
    const hostile = InputsSchema.parse([{ name: 'constructor', kind: 'any?' }])
    expect(fitInputs(hostile, {})).toEqual({ constructor: null })
    expect(InputsSchema.safeParse([{ name: '__proto__', kind: 'any' }]).success).toBe(false)
  })
})
