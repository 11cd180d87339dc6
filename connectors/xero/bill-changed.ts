import { z } from 'zod'
import { defineTrigger, type Polled } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { pollFields } from '../poll/fields'
import { openXero, understood, type Xero } from './api'
import { type Bill, BillOutput, BillSchema, momentOf, outputOf } from './bill'
import { billExample } from './example'

const STATUSES = {
  any: 'is new or changes',
  DRAFT: 'is entered as a draft',
  SUBMITTED: 'awaits approval',
  AUTHORISED: 'is approved',
  PAID: 'is paid',
  VOIDED: 'is voided',
} as const

const ChangedBillsSchema = z.object({
  DateTimeUTC: z.string().nullish(),
  Invoices: z.array(BillSchema.extend({ UpdatedDateUTC: z.string() })),
})

/** Up to which change of Xero's own clock bills were looked at, and those of that very second. */
const State = z.object({ since: z.iso.datetime(), seen: z.array(z.string()) })

type State = z.output<typeof State>

export const billChanged = defineTrigger({
  id: 'bill-changed',
  version: 1,
  source: 'poll',
  title: 'Bill is new or changed',
  summary: 'Looks at the bills in Xero from time to time and starts with each that changed.',
  sentence: 'When a bill in Xero {{becomes}}',
  keywords: ['poll', 'watch', 'invoice', 'accounts payable', 'updated', 'approved', 'paid', 'new', 'event'],
  icon: 'receipt-text',
  input: z.object({
    becomes: z.enum(['any', 'DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED']).default('any').meta({
      title: 'When a bill',
      description: 'Each bill starts the flow once for a status, and each time it changes for “is new or changes”.',
      control: 'select',
      options: STATUSES,
      resolve: 'literal',
    }),
    ...pollFields,
  }),
  output: BillOutput,
  examples: [{ input: { becomes: 'AUTHORISED' }, output: billExample }],
  async poll({ input, state, onlyRemember, most, use, connection }) {
    const xero = await openXero({ use, connection })
    if (onlyRemember) return { items: [], state: await stateNow(xero, use.clock.now()) }
    const known = State.safeParse(state)
    const from: State = known.success ? known.data : { since: new Date(0).toISOString(), seen: [] }
    const { bills, more } = await changedSince(xero, from)
    const { becomes } = input
    return advance(bills, from, { most, more, becomes, give: (bill) => outputOf(bill, xero.connection) })
  },
})

/** More than one batch, so that bills of other kinds in between do not stop it. */
const PAGE = 500
const MOST_PAGES = 20

type Change = { bill: Bill; at: string; mark: string }

/** Those not looked at yet, oldest first; the pages before them hold only what is known. */
async function changedSince(xero: Xero, from: State): Promise<{ bills: Change[]; more: boolean }> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { Invoices } = await pageOf(xero, from.since, page)
    const bills = changesIn(Invoices).filter(({ at, mark }) => secondOf(at) >= secondOf(from.since) && !from.seen.includes(mark))
    if (bills.length > 0 || Invoices.length < PAGE) return { bills, more: Invoices.length === PAGE }
  }
  throw new NodeError('xero_too_many', 'More bills changed in Xero within one second than can be told apart.', { retry: false })
}

/** Where things stand by Xero's own clock: whatever changed up to now is known. */
async function stateNow(xero: Xero, now: Date): Promise<State> {
  const body = await pageOf(xero, new Date(now.getTime() - CLOCKS_DIFFER_MS).toISOString(), 1)
  const since = momentOf(body.DateTimeUTC ?? '') ?? now.toISOString()
  return { since, seen: changesIn(body.Invoices).flatMap(({ at, mark }) => (secondOf(at) >= secondOf(since) ? [mark] : [])) }
}

const CLOCKS_DIFFER_MS = 10 * 60_000

async function pageOf(xero: Xero, since: string, page: number) {
  const query = { where: 'Type=="ACCPAY"', order: 'UpdatedDateUTC ASC', page: String(page), pageSize: String(PAGE) }
  const headers = { 'If-Modified-Since': `${secondOf(since)}Z` }
  return understood(ChangedBillsSchema, await xero.send({ method: 'GET', path: '/Invoices', query, headers }))
}

function changesIn(invoices: readonly (Bill & { UpdatedDateUTC: string })[]): Change[] {
  return invoices.flatMap((bill) => {
    const at = momentOf(bill.UpdatedDateUTC)
    return bill.Type === 'ACCPAY' && at !== null ? [{ bill, at, mark: `${bill.InvoiceID} ${at}` }] : []
  })
}

/** Xero tells changes apart by the second. */
function secondOf(at: string): string {
  return at.slice(0, 19)
}

type Wish = { most: number; more: boolean; becomes: string; give: (bill: Bill) => Json }

function advance(changes: readonly Change[], from: State, { most, more, becomes, give }: Wish): Polled {
  const sorted = [...changes].sort((a, b) => a.at.localeCompare(b.at) || a.mark.localeCompare(b.mark))
  const batch = sorted.slice(0, most)
  const since = batch.at(-1)?.at ?? from.since
  const ofThatSecond = batch.flatMap(({ at, mark }) => (secondOf(at) === secondOf(since) ? [mark] : []))
  const seen = secondOf(since) === secondOf(from.since) ? [...from.seen, ...ofThatSecond] : ofThatSecond
  const wanted = batch.filter(({ bill }) => becomes === 'any' || bill.Status === becomes)
  return {
    items: wanted.map(({ bill, mark }) => ({ key: becomes === 'any' ? mark : `${bill.InvoiceID} ${bill.Status}`, value: give(bill) })),
    state: { since, seen },
    more: more || sorted.length > batch.length,
  }
}
