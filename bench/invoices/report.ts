import { FIELDS, type Mark } from './marks'
import { isRight, share, type Trial } from './metrics'

const MARKS: readonly Mark[] = ['right', 'right-empty', 'wrong', 'missing', 'invented']

export function report(trials: readonly Trial[]): string {
  const sets = [...new Set(trials.map(({ set }) => set))]
  return [
    ...sets.map((set) =>
      table(
        set,
        trials.filter((trial) => trial.set === set),
      ),
    ),
    misses(trials),
  ].join('\n\n')
}

function table(set: string, trials: readonly Trial[]): string {
  const rows = FIELDS.flatMap((field) => {
    const all = share(trials, field)
    if (!all) return []
    const counts = MARKS.map((mark) => trials.filter(({ marks }) => marks[field] === mark).length)
    return [`  ${field.padEnd(10)}${counts.map((count) => String(count || '·').padStart(12)).join('')}${`${all.percent} %`.padStart(12)}`]
  })
  const verdicts = ['clean', 'needs review', 'not an invoice'].map(
    (verdict) => `${trials.filter(({ run }) => run.output?.verdict === verdict).length} ${verdict}`,
  )
  const failed = trials.filter(({ run }) => run.failure !== null).length
  const head = `${set}: ${trials.length} documents; ${verdicts.join(', ')}${failed > 0 ? `, ${failed} failed` : ''}`
  return [head, `  ${''.padEnd(10)}${MARKS.map((mark) => mark.padStart(12)).join('')}${'share'.padStart(12)}`, ...rows].join('\n')
}

function misses(trials: readonly Trial[]): string {
  const lines = trials.flatMap(({ truth, set, marks, run }) => {
    const bad = FIELDS.filter((field) => ['wrong', 'missing', 'invented'].includes(marks[field]))
    const read = {
      total: run.output?.total,
      number: run.output?.invoiceNumber,
      date: run.output?.invoiceDate,
      due: run.output?.dueDate,
      currency: run.output?.currency,
      vendor: run.output?.vendor,
      net: run.output?.net,
      tax: run.output?.tax,
      amountDue: run.output?.amountDue,
    }
    const right = {
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
    const told = bad.map((field) => `${field} ${JSON.stringify(read[field] ?? null)} for ${JSON.stringify(right[field] ?? null)}`)
    return told.length > 0 || run.failure ? [`  ${set} ${truth.file}: ${run.failure ?? told.join('; ')}`] : []
  })
  const wrong = trials
    .filter((trial) => trial.run.output?.verdict === 'clean' && !isRight(trial))
    .map(({ set, truth }) => `  clean but wrong: ${set} ${truth.file}`)
  return ['Misses', ...lines, ...wrong].join('\n')
}
