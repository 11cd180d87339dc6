import { readFileSync } from 'node:fs'
import { StartError } from './say.mjs'

/** `package.json` says `>=20.19.0`; that one form is all this reads. */
export function checkNode(running = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const wanted = engines.node.replace('>=', '')
  if (compare(running, wanted) < 0)
    throw new StartError(`KAOS needs Node ${wanted} or newer and this is Node ${running}. Get it from https://nodejs.org.`)
}

function compare(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => Number.parseInt(part, 10)))
  return left.map((part, index) => part - right[index]).find((difference) => difference !== 0) ?? 0
}
