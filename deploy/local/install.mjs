import { readFileSync } from 'node:fs'
import path from 'node:path'
import { checkDiskSpace } from './disk-space.mjs'
import { run, tail } from './run.mjs'
import { StartError, say, stage } from './say.mjs'

const INSTALL_MB = 1500

export async function installIfNeeded(root, { log, signal }) {
  if (isInstalled(root)) return
  checkDiskSpace(root, INSTALL_MB)
  say('  · Installing packages: a minute or two, and only when the lockfile changed')
  await stage('Packages', () => install(root, { log, signal }))
}

/**
 * True when node_modules is what the lockfile says. npm leaves a copy of the lockfile in node_modules as its last act,
 * so an install that was cut off, or an older one, shows.
 */
export function isInstalled(root) {
  const wanted = packagesOf(path.join(root, 'package-lock.json'))
  const present = packagesOf(path.join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || entry.link) return true
    // Binaries for other machines stay away.
    if (!present[name]) return entry.optional === true || entry.devOptional === true
    return present[name].version === entry.version && present[name].integrity === entry.integrity
  })
}

async function install(root, { log, signal }) {
  // With the tools that build, also where NODE_ENV says production.
  const { code, output } = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: root, log, signal })
  if (code === 0) return
  if (/ENOSPC/.test(output)) throw new StartError('There is no disk space to install the packages. Make room and start again.')
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(output))
    throw new StartError('The packages cannot be downloaded: npm does not reach its registry. Check the network and start again.')
  throw new StartError(`The packages could not be installed. The whole log is ${log}; it ends so:\n${tail(output)}`)
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
