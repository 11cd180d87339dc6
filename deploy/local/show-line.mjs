import { say } from './say.mjs'

const LOUD = new Set(['warn', 'error', 'fatal'])

/** Everything goes to the log files; the terminal gets what needs a person, or all of it in development. */
export function lineShower({ everything }) {
  return (name, line) => {
    const entry = parse(line)
    if (!entry) {
      if (everything && line.trim()) say(`${label(name)} ${line}`)
      return
    }
    if (!everything && !LOUD.has(entry.level)) return
    const reason = entry.err?.message && entry.err.message !== entry.msg ? ` (${entry.err.message})` : ''
    say(`${label(name)} ${LOUD.has(entry.level) ? `${entry.level}: ` : ''}${entry.msg ?? ''}${reason}`)
  }
}

function label(name) {
  return `  ${name.padEnd(8)}│`
}

function parse(line) {
  if (!line.startsWith('{')) return undefined
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
