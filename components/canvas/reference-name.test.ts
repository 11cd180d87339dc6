import { expect, it } from 'vitest'
import { humanise, nameOfExpression } from './reference-name'

const steps = { labelOf: (key: string) => (key === 'readInvoice' ? 'Read invoice' : undefined) }
const name = (source: string) => nameOfExpression(source, steps)

it('calls a path by its last part and keeps the whole way', () => {
  expect(name('steps.readInvoice.dueDate')).toEqual({ name: 'Due date', path: 'Read invoice ▸ Due date' })
  expect(name('steps.readInvoice')).toEqual({ name: 'Read invoice', path: 'Read invoice' })
  expect(name('steps.readInvoice.?lines[0]')).toEqual({ name: 'Lines 1', path: 'Read invoice ▸ Lines ▸ 0' })
  expect(name('steps.gone.total').path).toBe('Gone ▸ Total')
  expect(name('trigger.body["vendor-name"]').name).toBe('Vendor name')
  expect(name('item').name).toBe('Item')
})

it('says the paths of an expression in words and leaves the rest alone', () => {
  expect(name('steps.readInvoice.total * 2').name).toBe('Total * 2')
  expect(name('upper(trigger.vendor) + " steps.x.y"').name).toBe('upper(Vendor) + " steps.x.y"')
  expect(name(`"${'x'.repeat(80)}"`).name).toHaveLength(48)
})

it('reads camel, snake and kebab case', () => {
  expect([humanise('dueDate'), humanise('due_date'), humanise('content-type'), humanise('vendorID')]).toEqual([
    'Due date',
    'Due date',
    'Content type',
    'Vendor ID',
  ])
})
