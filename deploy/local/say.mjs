/** What cannot be helped by trying on: one sentence for the person at the terminal, and no stack. */
export class StartError extends Error {}

const began = Date.now()

export function say(line) {
  process.stdout.write(`${line}\n`)
}

/** Runs a stage and prints its line with the time it took. */
export async function stage(name, work) {
  const from = Date.now()
  const result = await work()
  say(`  ✓ ${name.padEnd(24)} ${seconds(Date.now() - from).padStart(7)}`)
  return result
}

export function sinceStart() {
  return seconds(Date.now() - began)
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}
