import { parseArgs } from 'node:util'
import { openHeadline } from './headline/world'
import { finish, type Metric, median, row } from './print'

/** `npm run bench:headline -- [--rounds N] [--json]`: from the moment a mail is accepted until its approval card stands in Slack. */
const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, json: { type: 'boolean', default: false } } })

const DOCUMENTS = [
  { name: 'digital', file: 'e2e/data/invoices/american.pdf', goal: 3 },
  { name: 'einvoice', file: 'e2e/data/invoices/zugferd-simple.pdf', goal: 3 },
  { name: 'scan', file: 'e2e/data/invoices/german-scan.png', goal: 10 },
] as const

const world = await openHeadline()
const metrics: Metric[] = []
try {
  await world.mailToCard(DOCUMENTS[0].file) // whatever is loaded by the first is loaded
  for (const { name, file, goal } of DOCUMENTS) {
    const seconds: number[] = []
    for (let round = 0; round < Number(options.rounds); round++) seconds.push(await world.mailToCard(file))
    metrics.push({ name: `mailToCard.${name}`, value: median(seconds), unit: 's', better: 'lower', goal })
    row(`${name}: ${seconds.map((each) => each.toFixed(2)).join(' ')}`)
  }
} finally {
  await world.close()
}
finish(metrics, options)
