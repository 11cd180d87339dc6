import { draw, note } from '../demo/draw'
import type { Template } from './template'

/** Needs no account anywhere: the first thing to try with invoices of one's own. */
export const readInvoices: Template = {
  id: 'read-invoices',
  title: 'Read invoices',
  summary: 'Reads the invoices you drop or receive by mail, and sorts out those that a person should look at.',
  story: [
    'Starts with a mail to its own address, or with files you drop',
    'Reads vendor, number, dates and amounts, and says how sure it is',
    'Lets clean invoices through',
    'Sets the rest aside, with the reasons in plain words',
  ],
  category: 'Finance',
  graph: draw(
    {
      mail: { type: 'mail.received', label: 'Invoice mail', at: [0, 0] },
      drop: { type: 'trigger.manual', label: 'Invoices dropped', at: [0, 1], params: { asks: 'files' } },
      read: { type: 'documents.read-invoice', label: 'Read invoice', at: [1, 0.5], params: { file: '{{ trigger.attachments }}' } },
      clean: {
        type: 'logic.condition',
        label: 'Is it clean?',
        at: [2, 0.5],
        params: { rules: [{ left: '{{ steps.read.verdict }}', operator: 'equals', right: 'clean' }] },
      },
      bill: {
        type: 'data.set',
        label: 'To be paid',
        at: [3, 0],
        params: {
          fields: [
            { name: 'vendor', value: '{{ steps.read.vendor }}' },
            { name: 'number', value: '{{ steps.read.invoiceNumber }}' },
            { name: 'total', value: '{{ steps.read.total }}' },
            { name: 'currency', value: '{{ steps.read.currency }}' },
            { name: 'due', value: '{{ steps.read.dueDate }}' },
          ],
        },
      },
      look: {
        type: 'data.set',
        label: 'Have a look',
        at: [3, 1.2],
        params: {
          fields: [
            { name: 'verdict', value: '{{ steps.read.verdict }}' },
            { name: 'why', value: '{{ steps.read.reasons }}' },
          ],
        },
      },
    },
    ['mail → read', 'drop → read', 'read → clean', 'clean -yes→ bill', 'clean -no→ look'],
    [
      note(
        'how',
        'Drop an invoice on the canvas, or send one to the address under “Invoice mail”. Click “Read invoice” to see each value, where it stands and how sure it is.',
        0,
        -1.1,
        130,
      ),
    ],
  ),
}
