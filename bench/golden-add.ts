import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openHouse } from './chaos/house'
import { seeded } from './chaos/random'
import { openSink } from './chaos/sink'
import { record } from './golden/record'
import { RECORDINGS } from './golden/recordings'
import { row } from './print'

/**
 * `npm run golden:add`: runs what golden/recordings.ts draws on the real engine and keeps the journals of this version,
 * for every later engine to replay (worker/engine/golden.test.ts). What is there already is never written again.
 */
const FOLDER = 'flow/engine/golden'
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string } // npm's own file

const house = await openHouse({ queue: 'postgres', workers: 1 })
const sink = await openSink(seeded(1))
try {
  for (const [name, recording] of Object.entries(RECORDINGS)) {
    const file = path.join(FOLDER, `${version}-${name}.json`)
    if (existsSync(file)) continue
    writeFileSync(file, oneEventALine({ release: version, ...(await record(house, sink.url, name, recording)) }))
    row(file)
  }
} finally {
  await sink.close()
  await house.close({ keep: false })
}
process.exit(0)

/** As short as it can be read. */
function oneEventALine(golden: Record<string, unknown>): string {
  const lines = Object.entries(golden).map(([name, value]) => {
    const text = Array.isArray(value) ? `[\n${value.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]` : JSON.stringify(value)
    return `  ${JSON.stringify(name)}: ${text}`
  })
  return `{\n${lines.join(',\n')}\n}\n`
}
