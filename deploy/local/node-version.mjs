import { readFileSync } from 'node:fs'
import { StartError } from './say.mjs'

/** `package.json` says `>=20.19.0`; that one form is all this reads. In plain old syntax, for an old Node to say it. */
export function checkNode(running = process.versions.node) {
  const wanted = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).engines.node.replace('>=', '')
  const [has, needs] = [running, wanted].map((version) => version.split('.').map(Number))
  const differs = needs.findIndex((part, index) => part !== has[index])
  if (differs !== -1 && has[differs] < needs[differs])
    throw new StartError(`KAOS needs Node ${wanted} or newer, and this is Node ${running}. Get it from https://nodejs.org.`)
}
