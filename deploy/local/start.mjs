import path from 'node:path'
import { checkNode } from './node-version.mjs'
import { StartError, say, sinceStart } from './say.mjs'

/** `npm start`, and with --dev `npm run dev`. Plain Node without packages: the first thing it may have to do is install them. */
const development = process.argv.includes('--dev')
let scope
let ending

try {
  checkNode()
  await start()
} catch (error) {
  if (!ending) await fail(error)
}

async function start() {
  // Imported after the check: an old Node may not even read these.
  const { Scope } = await import('./scope.mjs')
  const { ROOT } = await import('./programs.mjs')
  const { checkPortFree, readPort } = await import('./ports.mjs')
  const { openDataFolder } = await import('./data-folder.mjs')
  const { installIfNeeded } = await import('./install.mjs')
  const { startKaos } = await import('./kaos.mjs')

  scope = new Scope()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0))
  if (process.env.npm_lifecycle_event) endWithParent()
  const variables = process.env
  const port = readPort(variables.PORT || undefined)
  const dataFolder = path.resolve(ROOT, variables.KAOS_DATA || '.kaos')
  await checkPortFree(port)
  scope.onClose(openDataFolder(dataFolder))

  say(`KAOS starts${development ? ' for development' : ''}`)
  await installIfNeeded(ROOT, { log: path.join(dataFolder, 'logs', 'install.log'), signal: scope.signal })
  const { url, demo } = await startKaos({ root: ROOT, port, dataFolder, variables, development, scope, giveUp: fail })
  say(`  Started in ${sinceStart()}. Ctrl-C stops everything; the data stays in ${path.relative('', dataFolder) || dataFolder}.\n`)
  say(`KAOS ready at ${url}${demo ? ` — sign in as ${demo.email} / ${demo.password}` : ''}`)
}

async function fail(error) {
  const sentence = error instanceof StartError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`\nKAOS cannot run. ${sentence}\n`)
  await end(1)
}

/** npm runs us through a shell. Told to stop, it stops that shell, which tells nobody. */
function endWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end(0)
  }, 250).unref()
}

/** Ctrl-C reaches npm and us, and npm passes it on: the second signal of one key press is not a second wish. */
async function end(code) {
  if (ending) return
  ending = true
  if (code === 0) say('\nKAOS stops')
  await scope?.close()
  process.exit(code)
}
