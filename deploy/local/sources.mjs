import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const FOLDERS = ['app', 'components', 'connectors', 'flow', 'public', 'server', 'worker']
const FILES = ['next.config.js', 'package-lock.json', 'postcss.config.js', 'tsconfig.json', 'deploy/local/build.mjs']
const TEST = /\.test\.tsx?$/

/** A digest of everything a build is made of. Content, not dates: a fresh clone and a branch switch change only dates. */
export function hashSources(root) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  for (const file of [...FILES, ...FOLDERS.flatMap((folder) => filesUnder(root, folder))]) {
    if (TEST.test(file)) continue
    hash.update(`\0${file}\0`).update(read(path.join(root, file)))
  }
  return hash.digest('hex')
}

function filesUnder(root, folder) {
  let entries
  try {
    entries = readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort()
}

function read(file) {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error.code === 'ENOENT') return ''
    throw error
  }
}
