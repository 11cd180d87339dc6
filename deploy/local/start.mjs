import path from 'node:path'
import { openDataFolder } from './data-folder.mjs'
import { installIfNeeded } from './install.mjs'
import { startKaos } from './kaos.mjs'
import { checkPortFree, readPort } from './ports.mjs'
import { ROOT } from './programs.mjs'
import { say, sinceStart } from './say.mjs'
import { session } from './session.mjs'

/** `npm start`, and with --dev `npm run dev`. Needs no package: the first thing it may have to do is install them. */
const development = process.argv.includes('--dev')

await session({ name: 'KAOS', interrupted: 0 }, async ({ scope, fail }) => {
  const variables = process.env
  const port = readPort(variables.PORT || undefined)
  const dataFolder = path.resolve(ROOT, variables.KAOS_DATA || '.kaos')
  await checkPortFree(port)
  if (variables.SMTP_PORT) await checkPortFree(readPort(variables.SMTP_PORT, 'SMTP_PORT'), 'SMTP_PORT')
  scope.onClose(openDataFolder(dataFolder))

  say(`KAOS starts${development ? ' for development' : ''}`)
  await installIfNeeded(ROOT, { log: path.join(dataFolder, 'logs', 'install.log'), signal: scope.signal })
  const { url, smtp, demo } = await startKaos({ root: ROOT, port, dataFolder, variables, development, scope, giveUp: fail })
  say(`  Started in ${sinceStart()}. Ctrl-C stops everything; the data stays in ${path.relative('', dataFolder) || dataFolder}.\n`)
  say(`Mail for flows: ${smtp}`)
  say(`KAOS ready at ${url}${demo ? ` — sign in as ${demo.email} / ${demo.password}` : ''}`)
})
