import { z } from 'zod'
import { NodeError } from '@/flow/define/node-error'
import type { Json, JsonObject } from '@/flow/json'
import { type Cents, centsOfDecimal, decimalOf } from '../documents/invoice/money'

const amount = z.union([z.string(), z.number()])
const text = z.string().nullish()

/** As “Read invoice” gives them; account and tax rate may be added. */
const ItemsSchema = z
  .array(
    z.object({
      description: text,
      quantity: amount.nullish(),
      unitPrice: amount.nullish(),
      amount,
      accountCode: text,
      taxType: text,
    }),
  )
  .max(500)

type Item = z.output<typeof ItemsSchema>[number] & { cents: Cents }

export type Amounts = { items: Json; total: string; tax: string; description: string; accountCode: string; taxType: string }

export type Lines = { total: Cents; LineAmountTypes: 'Inclusive' | 'Exclusive' | 'NoTax'; LineItems: JsonObject[]; notes: string[] }

/**
 * Lines whose sum in Xero is the total of the invoice, to the cent. The invoice's own lines where they add up, before or
 * after tax; else one line over all of it, because a bill that says something else than the paper is worth nothing.
 */
export function linesOf(amounts: Amounts): Lines {
  const items = itemsIn(amounts.items)
  const sum = items.reduce((whole, { cents }) => whole + cents, 0)
  const tax = amounts.tax === '' ? 0 : centsOf(amounts.tax, 'Tax')
  const total = amounts.total === '' ? totalOfItems(items, sum, tax) : centsOf(amounts.total, 'Total')
  if (total < 0) {
    throw new NodeError('xero_negative', `The total is ${decimalOf(total)}, and a bill can’t be negative.`, {
      retry: false,
      hint: 'It looks like a credit note: enter it in Xero by hand, or branch on the kind of document before this step.',
    })
  }
  const fits = items.length > 0 && (sum === total ? 'Inclusive' : tax !== 0 && sum === total - tax && 'Exclusive')
  if (fits) {
    return { total, LineAmountTypes: tax === 0 ? 'NoTax' : fits, LineItems: withTax(items, sum, tax, amounts), notes: [] }
  }
  const whole: Item = { description: amounts.description, amount: decimalOf(total), cents: total }
  return {
    total,
    LineAmountTypes: tax === 0 ? 'NoTax' : 'Inclusive',
    LineItems: withTax([whole], total, tax, amounts),
    notes: items.length === 0 ? [] : [`The lines add up to ${decimalOf(sum)}, not to ${decimalOf(total)}, so the bill has one line.`],
  }
}

export function centsOf(written: string | number, name: string): Cents {
  const cents = centsOfDecimal(String(written))
  if (cents !== null) return cents
  throw new NodeError('xero_amount', `“${String(written).slice(0, 40)}” is not an amount that can be used as ${name}.`, {
    retry: false,
    hint: 'Amounts are written as 1234.50. For 1.234,50 use toNumber(",") in the mapping.',
  })
}

function itemsIn(value: Json): Item[] {
  if (value === null || value === '') return []
  const parsed = ItemsSchema.safeParse(value)
  if (parsed.success) return parsed.data.map((item, at) => ({ ...item, cents: centsOf(item.amount, `the amount of line ${at + 1}`) }))
  throw new NodeError('xero_lines', 'The lines are not a list of lines with amounts.', {
    retry: false,
    hint: 'Pick the lines that “Read invoice” found, or leave the field empty for a bill with one line.',
  })
}

function totalOfItems(items: readonly Item[], sum: Cents, tax: Cents): Cents {
  if (items.length > 0) return sum + tax
  throw new NodeError('xero_no_total', 'The bill has no total.', {
    retry: false,
    hint: 'Map the total of the invoice. If the document shows none, let a person look at it before this step.',
  })
}

/** Each line's share of the tax, rounded so that the shares add up. */
function withTax(items: readonly Item[], sum: Cents, tax: Cents, defaults: Amounts): JsonObject[] {
  let before = 0
  let shared = 0
  return items.map((item, at) => {
    before += item.cents
    const until = at === items.length - 1 || sum === 0 ? tax : Math.round((tax * before) / sum)
    const line = lineOf(item, defaults)
    if (tax !== 0) line.TaxAmount = numberOf(until - shared)
    shared = until
    return line
  })
}

function lineOf({ description, quantity, unitPrice, cents, accountCode, taxType }: Item, defaults: Amounts): JsonObject {
  const line: JsonObject = { Description: (description?.trim() || defaults.description).slice(0, 4_000), LineAmount: numberOf(cents) }
  const [Quantity, UnitAmount] = multiplied(quantity, unitPrice, cents) ?? [1, numberOf(cents)]
  Object.assign(line, { Quantity, UnitAmount })
  const account = accountCode?.trim() || defaults.accountCode
  if (account !== '') line.AccountCode = account
  const rate = taxType?.trim() || defaults.taxType
  if (rate !== '') line.TaxType = rate
  return line
}

/** Only what multiplies to the amount: Xero refuses a line that does not. */
function multiplied(quantity: Item['quantity'], unitPrice: Item['unitPrice'], cents: Cents): [number, number] | null {
  const plain = /^-?\d{1,9}(\.\d{1,4})?$/
  const [count, price] = [quantity, unitPrice].map((value) => String(value ?? ''))
  if (count === undefined || price === undefined || !plain.test(count) || !plain.test(price)) return null
  return Math.round(Number(count) * Number(price) * 100) === cents ? [Number(count), Number(price)] : null
}

function numberOf(cents: Cents): number {
  return Number(decimalOf(cents))
}
