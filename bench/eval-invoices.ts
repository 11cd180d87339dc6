import { parseArgs } from 'node:util'
import { metricsOf, type Trial, trialOf } from './invoices/metrics'
import { openReader } from './invoices/reader'
import { report } from './invoices/report'
import { readTruth } from './invoices/truth'
import { finish } from './print'

/** `npm run eval:invoices -- --data DIR [--json] [--kind receipt-image] [--only PART] [--limit N] [--perfect-ocr] [--reasons]` */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/invoices' },
    json: { type: 'boolean', default: false },
    kind: { type: 'string' },
    only: { type: 'string' },
    limit: { type: 'string' },
    'perfect-ocr': { type: 'boolean', default: false },
    reasons: { type: 'boolean', default: false },
  },
})

const documents = readTruth(options.data)
  .filter(({ kind, file }) => (!options.kind || kind === options.kind) && (!options.only || file.includes(options.only)))
  .slice(0, options.limit ? Number(options.limit) : undefined)
const reader = openReader(options.data, { perfectOcr: options['perfect-ocr'] })
const trials: Trial[] = []
try {
  for (const truth of documents) {
    trials.push(trialOf(truth, await reader.read(truth.file, true), true))
    if (truth.kind === 'pdf-text+xml') trials.push(trialOf(truth, await reader.read(truth.file, false), false))
  }
} finally {
  await reader.close()
}

const metrics = metricsOf(trials)
const print = (text: string) => process.stdout.write(`${text}\n`)
print(report(trials))
if (options.reasons)
  for (const { set, truth, run } of trials) print(`${set} ${truth.file}: ${run.output?.verdict} ${run.output?.reasons.join(' | ')}`)
finish(metrics, options)
