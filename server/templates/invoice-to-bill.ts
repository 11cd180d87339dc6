import { draw, note } from '../demo/draw'
import type { Template } from './template'

/** What people approved, with their changes; a value that was not read is not among them. */
const approved = (name: string) => `{{ steps.ask.fields.?${name}.orValue('') }}`

/** The headline job, whole: on sandbox accounts it runs for real within a minute, and unchanged with accounts of one's own. */
export const invoiceToBill: Template = {
  id: 'invoice-to-bill',
  title: 'Invoice to approved bill',
  summary: 'Takes invoices from mail or drop, enters each as a bill in Xero, and asks for approval before anything is paid.',
  story: [
    'Starts with a mail to its own address, or with files you drop',
    'Reads vendor, number, dates and amounts, and says how sure it is',
    'Enters a draft bill in Xero, with the invoice attached, once and only once',
    'Asks for approval: in KAOS, in Slack and by mail, with each value marked on the page',
    'Approves the bill in Xero, or takes it back',
  ],
  category: 'Finance',
  sandboxes: ['xero', 'slack'],
  graph: draw(
    {
      mail: { type: 'mail.received', label: 'Invoice mail', at: [0, 0] },
      drop: { type: 'trigger.manual', label: 'Invoices dropped', at: [0, 1], params: { asks: 'files' } },
      read: { type: 'documents.read-invoice', label: 'Read invoice', at: [1, 0.5], params: { file: '{{ trigger.attachments }}' } },
      isBill: {
        type: 'logic.condition',
        label: 'Is it a bill?',
        at: [2, 0.5],
        params: { rules: [{ left: '{{ steps.read.verdict }}', operator: 'differs', right: 'not an invoice' }] },
      },
      bill: {
        type: 'xero.create-bill',
        label: 'Enter the bill',
        at: [3, 0],
        account: 'xero',
        params: {
          vendor: '{{ steps.read.vendor }}',
          vendorTaxId: '{{ steps.read.vendorTaxId }}',
          invoiceNumber: '{{ steps.read.invoiceNumber }}',
          date: '{{ steps.read.invoiceDate }}',
          dueDate: '{{ steps.read.dueDate }}',
          dueInDays: '14',
          currency: '{{ steps.read.currency }}',
          total: '{{ steps.read.total }}',
          tax: '{{ steps.read.tax }}',
          lineItems: '{{ steps.read.lines }}',
          attachments: '{{ steps.read.file }}',
        },
      },
      ask: {
        type: 'approval.ask',
        label: 'Ask for approval',
        at: [4, 0],
        account: 'slack',
        params: {
          question: 'Pay {{ steps.bill.vendor }} {{ steps.bill.currency }} {{ steps.bill.total }}?',
          data: '{{ steps.read }}',
          standing: 'The bill is a draft in Xero. Nothing is paid before you decide.',
          approvers: { members: [], roles: ['owner', 'admin', 'approver'], emails: [] },
          channel: '#finance',
          selfApproval: true,
          editable: true,
        },
      },
      correct: {
        type: 'xero.update-bill',
        label: 'Take over corrections',
        at: [5, -0.6],
        account: 'xero',
        params: {
          billId: '{{ steps.bill.billId }}',
          vendor: approved('vendor'),
          vendorTaxId: approved('vendorTaxId'),
          invoiceNumber: approved('invoiceNumber'),
          date: approved('invoiceDate'),
          dueDate: approved('dueDate'),
          currency: approved('currency'),
          total: approved('total'),
          tax: approved('tax'),
        },
      },
      approve: {
        type: 'xero.approve-bill',
        label: 'Approve the bill',
        at: [6, -0.6],
        account: 'xero',
        params: { billId: '{{ steps.bill.billId }}' },
      },
      takeBack: {
        type: 'xero.void-bill',
        label: 'Take the bill back',
        at: [5, 0.7],
        account: 'xero',
        params: { billId: '{{ steps.bill.billId }}' },
      },
      aside: {
        type: 'data.set',
        label: 'Set aside',
        at: [3, 1.4],
        params: {
          fields: [
            { name: 'file', value: '{{ steps.read.file }}' },
            { name: 'why', value: '{{ steps.read.reasons }}' },
          ],
        },
      },
    },
    [
      'mail → read',
      'drop → read',
      'read → isBill',
      'isBill -yes→ bill',
      'isBill -no→ aside',
      'bill → ask',
      'ask -approved→ correct',
      'correct → approve',
      'ask -rejected→ takeBack',
    ],
    [
      note(
        'how',
        'Drop an invoice on the canvas, or send one to the address under “Invoice mail”. Xero and Slack are sandboxes inside KAOS: choose accounts of your own in the steps, and nothing else changes.',
        0,
        -1.2,
        150,
      ),
      note(
        'four-eyes',
        'Whoever starts a run may approve it here, so that you can try it alone. Switch that off under “More options”.',
        4,
        1.2,
        110,
      ),
    ],
  ),
}
