import { describe, expect, it } from 'vitest'
import { describeExpression } from './describe'
import { humanLabel } from './human-label'

const labels = new Map([
  ['readInvoice', 'Read invoice'],
  ['blank', ''],
])

describe('describeExpression', () => {
  it.each([
    ['steps.readInvoice.total', 'Read invoice ▸ Total'],
    [' steps.readInvoice["due date"] ', 'Read invoice ▸ Due date'],
    ['steps["readInvoice"].lines[0].unitPrice', 'Read invoice ▸ Lines ▸ #1 ▸ Unit price'],
    ['steps.blank.x', 'Blank ▸ X'],
    ['steps.getOrder.?customer.?name', 'Get order ▸ Customer ▸ Name'],
    ['trigger.body.name', 'Trigger ▸ Body ▸ Name'],
    ['item', 'Item'],
    ['run.startedAt', 'Run ▸ Started at'],
  ])('%s is a path', (source, text) => {
    expect(describeExpression(source, labels)).toMatchObject({ kind: 'path', text })
  })

  it.each([
    ['steps.readInvoice.total * 2', 'steps.readInvoice.total * 2'],
    ['steps.readInvoice[item.name]', 'steps.readInvoice[item.name]'],
    ['steps.readInvoice.lines[1 + 1]', 'steps.readInvoice.lines[1 + 1]'],
    ['steps.readInvoice.name.upper()', 'steps.readInvoice.name.upper()'],
    ['steps.readInvoice.lines.map(x,\n  x.price * x.quantity).sum()', 'steps.readInvoice.lines.map(x, x.price …'],
    ['steps.', 'steps.'],
  ])('%s is code', (source, text) => {
    expect(describeExpression(source, labels)).toEqual({ kind: 'code', text })
  })
})

describe('humanLabel', () => {
  it.each([
    ['dueDate', 'Due date'],
    ['due_date', 'Due date'],
    ['vendorID', 'Vendor ID'],
    ['vendor_id', 'Vendor ID'],
    ['iban', 'IBAN'],
    ['HTTPStatus', 'HTTP status'],
    ['line-items', 'Line items'],
    ['total2', 'Total2'],
    ['', ''],
    ['__', '__'],
  ])('%s → %s', (key, label) => {
    expect(humanLabel(key)).toBe(label)
  })
})
