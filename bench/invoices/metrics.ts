import type { Metric } from '../print'
import { FIELDS, type Field, type Mark, markOf } from './marks'
import type { Run } from './reader'
import type { Truth } from './truth'

/** One document read one way: as it is, or (`page`) with its XML ignored. */
export type Trial = { truth: Truth; set: string; run: Run; marks: Record<Field, Mark> }

const SETS: Record<string, string> = {
  'receipt-image': 'receipt',
  'pdf-text': 'digital',
  'pdf-text-or-scan': 'digital',
  'pdf-text+image': 'digital',
  'pdf-text+xml': 'xml',
  'pdf-conflict': 'conflict',
  'pdf-scan': 'image',
  image: 'image',
}

export function trialOf(truth: Truth, run: Run, withXml: boolean): Trial {
  const set = withXml ? (SETS[truth.kind] ?? truth.kind) : 'page'
  const marks = Object.fromEntries(
    FIELDS.map((field) => [field, isJudged(field, truth, set) ? mark(field, truth, run) : 'unjudged']),
  ) as Trial['marks']
  return { truth, set, run, marks }
}

function mark(field: Field, truth: Truth, { output }: Run): Mark {
  if (output) return markOf(field, output, truth)
  const known = {
    total: truth.total,
    number: truth.invoice_number,
    date: truth.invoice_date,
    due: truth.due_date,
    currency: truth.currency,
    vendor: truth.vendor_any[0],
    net: truth.net,
    tax: truth.tax,
    amountDue: truth.amount_due,
  }
  return known[field] ? 'missing' : 'unjudged'
}

/**
 * What is not an invoice has no right values. Off the page of an e-invoice only what its truth (the XML) shares with the page
 * can be judged: a due date that the page states and the XML leaves out is neither right nor wrong. Receipts have no truth
 * about due dates, and a conflict is judged by being flagged.
 */
function isJudged(field: Field, truth: Truth, set: string): boolean {
  if (truth.expect === 'not-an-invoice' || set === 'conflict') return false
  if (set === 'receipt') return field === 'total' || field === 'date' || field === 'vendor' || field === 'currency'
  if (set !== 'page') return true
  const key = {
    total: 'total',
    number: 'invoice_number',
    date: 'invoice_date',
    due: 'due_date',
    currency: 'currency',
    vendor: 'vendor',
    net: 'total',
    tax: 'total',
    amountDue: 'amount_due',
  }[field]
  return truth.visible?.[key] === true
}

export function share(trials: readonly Trial[], field: Field): { percent: number; judged: number } | null {
  const judged = trials.map(({ marks }) => marks[field]).filter((one) => one !== 'unjudged')
  const right = judged.filter((one) => one === 'right' || one === 'right-empty').length
  return judged.length === 0 ? null : { percent: round((100 * right) / judged.length), judged: judged.length }
}

const GOALS: Record<string, Partial<Record<Field, number>>> = {
  xml: { total: 100, number: 100, date: 100, due: 100, currency: 100, vendor: 100 },
  digital: { total: 95, number: 95, date: 95, due: 90, currency: 95, vendor: 90 },
  page: { total: 95, number: 95, date: 95, due: 90, currency: 95, vendor: 90 },
  receipt: { total: 85, date: 92, vendor: 85, currency: 95 },
  image: { total: 85, number: 85, date: 92, due: 85, currency: 95, vendor: 85 },
}

export function metricsOf(trials: readonly Trial[]): Metric[] {
  const metrics: Metric[] = []
  const percent = (name: string, value: number | null, goal: number) => {
    if (value !== null) metrics.push({ name, value, unit: '%', better: 'higher', goal })
  }
  for (const [set, goals] of Object.entries(GOALS)) {
    const own = trials.filter((trial) => trial.set === set)
    for (const field of ['total', 'number', 'date', 'due', 'currency', 'vendor'] as const)
      percent(`${set}.${field}`, share(own, field)?.percent ?? null, goals[field] ?? 85)
    if (own.length > 0 && (set === 'digital' || set === 'image')) {
      metrics.push({
        name: `${set}.dueInvented`,
        value: own.filter(({ marks }) => marks.due === 'invented').length,
        unit: 'documents',
        better: 'lower',
        goal: 0,
      })
    }
  }
  const clean = trials.filter(({ run }) => run.output?.verdict === 'clean')
  percent('clean.precision', clean.length === 0 ? null : round((100 * clean.filter(isRight).length) / clean.length), 99)
  const bills = trials.filter(({ truth, set }) => set !== 'page' && truth.expect === undefined)
  percent(
    'clean.share',
    bills.length === 0 ? null : round((100 * bills.filter(({ run }) => run.output?.verdict === 'clean').length) / bills.length),
    40,
  )
  const conflicts = trials.filter(({ truth, set }) => truth.expect === 'xml-page-mismatch' && set !== 'page')
  percent('conflicts.flagged', conflicts.length === 0 ? null : round((100 * conflicts.filter(isFlagged).length) / conflicts.length), 100)
  const others = trials.filter(({ truth }) => truth.expect === 'not-an-invoice')
  if (others.length > 0) {
    const bills = others.filter(({ run }) => run.output && run.output.verdict !== 'not an invoice').length
    metrics.push({ name: 'nonInvoice.bills', value: bills, unit: 'documents', better: 'lower', goal: 0 })
  }
  for (const [name, sources, goal] of [
    ['digital', ['text'], 1.5],
    ['scan', ['ocr'], 7],
  ] as const) {
    const own = trials.filter(
      ({ run, set }) => set !== 'page' && sources.some((source) => run.document?.pages.some((page) => page.source === source)),
    )
    const pages = own.reduce((sum, { run }) => sum + run.pages, 0)
    const seconds = own.reduce((sum, { run }) => sum + run.seconds, 0)
    if (pages > 0)
      metrics.push({
        name: `secondsPerPage.${name}`,
        value: Math.round((seconds / pages) * 1_000) / 1_000,
        unit: 's',
        better: 'lower',
        goal,
      })
  }
  return metrics
}

function isFlagged({ run }: Trial): boolean {
  return run.output === null || run.output.verdict !== 'clean'
}

/** A bill that nobody looked at must be right where it matters. */
export function isRight({ truth, marks, run }: Trial): boolean {
  if (truth.expect !== undefined) return false
  const output = run.output
  return (
    output !== null && (['vendor', 'number', 'total'] as const).every((field) => marks[field] === 'right' || marks[field] === 'unjudged')
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
