import { describe, expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { linesOf } from './lines'

const amounts = { items: [] as Json, total: '', tax: '', description: 'Invoice 4711', accountCode: '429', taxType: '' }

/** As Xero adds up. */
function totalOf({ LineAmountTypes, LineItems }: ReturnType<typeof linesOf>): number {
  const sum = (name: string) => LineItems.reduce((whole, line) => whole + Math.round(Number(line[name] ?? 0) * 100), 0)
  return sum('LineAmount') + (LineAmountTypes === 'Exclusive' ? sum('TaxAmount') : 0)
}

describe('linesOf', () => {
  it('keeps the lines of an invoice that add up before tax', () => {
    const items = [
      { description: 'Two', quantity: '2', unitPrice: '10.00', amount: '20.00' },
      { description: 'Rest', quantity: null, unitPrice: null, amount: '13.33' },
    ]
    expect(linesOf({ ...amounts, items, total: '39.66', tax: '6.33' })).toEqual({
      total: 3_966,
      LineAmountTypes: 'Exclusive',
      LineItems: [
        { Description: 'Two', Quantity: 2, UnitAmount: 10, LineAmount: 20, AccountCode: '429', TaxAmount: 3.8 },
        { Description: 'Rest', Quantity: 1, UnitAmount: 13.33, LineAmount: 13.33, AccountCode: '429', TaxAmount: 2.53 },
      ],
      notes: [],
    })
  })

  it('keeps lines that hold their tax, and lines without any', () => {
    const items = [{ description: 'All', amount: '119.00' }]
    expect(linesOf({ ...amounts, items, total: '119.00', tax: '19.00' })).toMatchObject({
      LineAmountTypes: 'Inclusive',
      LineItems: [{ TaxAmount: 19 }],
    })
    const untaxed = linesOf({ ...amounts, items, total: '119.00' })
    expect(untaxed.LineAmountTypes).toBe('NoTax')
    expect(untaxed.LineItems[0]).not.toHaveProperty('TaxAmount')
  })

  it('makes one line of those that don’t add up, and says so', () => {
    const items = [{ description: 'Some of it', amount: '10.00' }]
    expect(linesOf({ ...amounts, items, total: '119.00', tax: '19.00' })).toMatchObject({
      LineAmountTypes: 'Inclusive',
      LineItems: [{ Description: 'Invoice 4711', LineAmount: 119, TaxAmount: 19 }],
      notes: ['The lines add up to 10.00, not to 119.00, so the bill has one line.'],
    })
  })

  it('says nothing that does not multiply: Xero refuses such lines', () => {
    const items = [{ description: 'Odd', quantity: '3', unitPrice: '3.33', amount: '10.00' }]
    expect(linesOf({ ...amounts, items }).LineItems).toMatchObject([{ Quantity: 1, UnitAmount: 10, LineAmount: 10 }])
    expect(linesOf({ ...amounts, items: [{ ...items[0], unitPrice: '3.3333' }] }).LineItems).toMatchObject([{ Quantity: 3 }])
  })

  it('adds up to the total whatever the lines, their discounts and the tax', () => {
    let seed = 7
    const next = (most: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % most
    }
    for (let round = 0; round < 500; round++) {
      const cents = Array.from({ length: next(12) + 1 }, () => next(200_000) - 20_000)
      const sum = cents.reduce((whole, one) => whole + one, 0)
      const tax = next(3) === 0 ? 0 : Math.round(sum * 0.19)
      const total = [sum, sum + tax, sum + next(50)][next(3)] ?? sum
      if (total < 0 || tax < 0) continue
      const text = (amount: number) => (amount / 100).toFixed(2)
      const items = cents.map((amount) => ({ description: 'x', amount: text(amount) }))
      const made = linesOf({ ...amounts, items, total: text(total), tax: tax === 0 ? '' : text(tax) })
      expect(totalOf(made), JSON.stringify({ cents, total, tax })).toBe(total)
      const taxes = made.LineItems.reduce((whole, line) => whole + Math.round(Number(line.TaxAmount ?? 0) * 100), 0)
      expect(taxes).toBe(tax)
    }
  })
})
