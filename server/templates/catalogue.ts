import { addUpOrders } from '../demo/add-up-orders'
import { mondayReminder } from '../demo/monday-reminder'
import { sortInvoices } from '../demo/sort-invoices'
import { invoiceToBill } from './invoice-to-bill'
import { readInvoices } from './read-invoices'
import type { Template } from './template'

/** Every template, the one most people come for first. A new one is a file and a line here. */
export const TEMPLATES: readonly Template[] = [
  invoiceToBill,
  readInvoices,
  {
    id: 'sort-invoices',
    title: 'Sort an invoice',
    summary: 'A first flow to play with: large invoices ask for approval, small ones are booked.',
    story: ['Starts when you press Run', 'Asks whether the total is over 1,000', 'Takes one of two ways', 'Writes a summary'],
    category: 'First steps',
    graph: sortInvoices,
  },
  {
    id: 'add-up-orders',
    title: 'Add up an order',
    summary: 'Goes through the lines of an order, works out each, and answers the system that sent it.',
    story: ['Starts when a web service calls', 'Does the same for each line', 'Adds up what came out', 'Answers the caller'],
    category: 'Operations',
    graph: addUpOrders,
  },
  {
    id: 'monday-reminder',
    title: 'Monday reminder',
    summary: 'Wakes up every Monday and does what the month asks for.',
    story: ['Starts every Monday at nine', 'Waits a moment', 'Looks at the month', 'Goes the way that fits'],
    category: 'First steps',
    graph: mondayReminder,
  },
]
