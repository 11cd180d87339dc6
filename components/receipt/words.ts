import type { Json } from '@/flow/json'
import type { OutsideCall, Reading, Receipt } from './types'

type Evidence = Reading['fields'][number]['evidence']

/** Where a value stands, as one would point at it. */
export function placeInDocument(evidence: Evidence): string {
  if (evidence.source === 'xml') return 'In the e-invoice data'
  const [left, top, right, bottom] = evidence.box
  const where = [third((top + bottom) / 2, ['top', 'middle', 'bottom']), third((left + right) / 2, ['left', 'centre', 'right'])].join(' ')
  return `Page ${evidence.page}, ${where}${HOW[evidence.source]}`
}

const HOW = { text: '', ocr: ', recognised from the picture', model: ', pointed out by the model' }

function third(share: number, names: [string, string, string]): string {
  return share < 0.36 ? names[0] : share < 0.64 ? names[1] : names[2]
}

/** What was said to whom: `PUT api.xero.com/Invoices`, `Mail to a@example.test: Approve BILL-1`. */
export function callInWords({ capability, summary }: OutsideCall): string {
  const text = (key: string) => textOf(summary[key])
  switch (capability) {
    case 'http':
      return `${text('method') || 'Request to'} ${text('host')}${text('path')}`.trim()
    case 'mail': {
      const to = text('recipients') || text('to')
      return [`Mail${to ? ` to ${to}` : ''}`, text('subject')].filter(Boolean).join(': ')
    }
    case 'model':
      return ['Question to the model', text('model') || text('name')].filter(Boolean).join(' ')
    default:
      return capability
  }
}

/** What came of it: the answer's status, or that there was none. */
export function statusOfCall({ summary }: OutsideCall): { text: string; isBad: boolean } | null {
  const { status, error } = summary
  if (error) return { text: 'Failed', isBad: true }
  if (status === undefined || status === null) return null
  return { text: textOf(status), isBad: typeof status === 'number' && status >= 400 }
}

/** Who or what started it: `a mail from anna@example.test: Invoice 4711`. */
export function starterInWords({ startedBy, starter }: Receipt['run']): string {
  switch (startedBy.kind) {
    case 'mail':
      return `a mail from ${starter}`
    case 'webhook':
      return 'a call from outside'
    case 'schedule':
      return 'its schedule'
    case 'call':
      return 'another flow'
    case 'failure':
      return 'a run that failed'
    default:
      return starter
  }
}

function textOf(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** `Anna; of the steps that tidy up, 2 of 3 were done`. */
export function cancelledInWords({ by, tidied }: NonNullable<Receipt['cancelled']>): string {
  const who = by ?? 'Not recorded'
  return tidied ? `${who}; of the steps that tidy up, ${tidied.done.toLocaleString()} of ${tidied.total.toLocaleString()} were done` : who
}
