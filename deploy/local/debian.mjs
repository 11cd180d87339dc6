import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** The first of `names` that is on the PATH. */
export function findProgram(names, folders = (process.env.PATH ?? '').split(path.delimiter)) {
  for (const name of names)
    for (const folder of folders) {
      const file = path.resolve(folder, name)
      if (isProgram(file)) return file
    }
}

/** Finds a program; as root on Debian it is installed when missing. */
export async function findOrInstall(names, packageName, { signal }) {
  const found = findProgram(names)
  if (found || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return found
  say(`  · Installing ${packageName} with apt-get`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => run('apt-get', args, { env, signal })
  if ((await apt('install', '-y', '--no-install-recommends', packageName)).code !== 0) {
    // A fresh image has no package lists.
    await apt('update')
    await apt('install', '-y', '--no-install-recommends', packageName)
  }
  return findProgram(names)
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
