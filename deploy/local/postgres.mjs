import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startGuarded } from './guarded.mjs'
import { endLeftOver, pidIn } from './left-over.mjs'
import { freePort } from './ports.mjs'
import { postgresPrograms } from './postgres-programs.mjs'
import { run, tail } from './run.mjs'
import { StartError } from './say.mjs'

/** Durable by default: `throwaway` is for tests, whose data nobody will miss. `port` is for one that was there before. */
export async function startPostgres({ root, dataFolder, password, throwaway = false, port: given = 0, signal }) {
  const programs = await postgresPrograms(root, dataFolder)
  const log = path.join(dataFolder, 'logs', 'postgres.log')
  if (!existsSync(path.join(programs.folder, 'PG_VERSION'))) await initialize(programs, { dataFolder, password, throwaway, signal })
  await clearLeftOver(programs.folder)

  const port = given || (await freePort())
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    fsync: throwaway ? 'off' : 'on',
    synchronous_commit: throwaway ? 'off' : 'on',
    log_min_messages: 'warning',
  }
  const [command, ...wrapped] = programs.postgres
  const args = [
    ...wrapped,
    '-D',
    programs.folder,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ]

  // SIGINT is Postgres' fast shutdown: running statements are rolled back, nothing is lost.
  const server = startGuarded('INT', command, args, { log, cwd: path.dirname(programs.folder), ...programs.as })
  await untilReady(programs.folder, server)
  return { ...server, url: `postgres://kaos:${password}@127.0.0.1:${port}/postgres` }
}

async function initialize({ initdb, folder, as }, { dataFolder, password, throwaway, signal }) {
  // What a first start that was cut off has left behind is in nobody's use.
  rmSync(folder, { recursive: true, force: true })
  const passwordFile = path.join(path.dirname(folder), 'postgres-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (as.uid) chownSync(passwordFile, as.uid, as.gid)
  const [command, ...wrapped] = initdb
  const args = ['-D', folder, '-U', 'kaos', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8']
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const options = { cwd: path.dirname(folder), signal, ...as }
  const { code, output } = await run(command, [...wrapped, ...args, ...locale, ...(throwaway ? ['--no-sync'] : [])], options)
  rmSync(passwordFile, { force: true })
  if (code === 0) return
  rmSync(folder, { recursive: true, force: true })
  if (/No space left/.test(output))
    throw new StartError(`There is no disk space for the database in ${dataFolder}. Make room and start again.`)
  throw new StartError(`The database could not be created in ${dataFolder}. What Postgres said:\n${tail(output)}`)
}

/** After a kill -9 of everything: a Postgres of ours that still runs is ended; a mere file about one that is gone, removed. */
async function clearLeftOver(folder) {
  const file = path.join(folder, 'postmaster.pid')
  await endLeftOver(pidIn(file), folder, 'SIGINT')
  rmSync(file, { force: true })
}

/** Line 8 of postmaster.pid is Postgres' own word for it. */
async function untilReady(folder, server) {
  const file = path.join(folder, 'postmaster.pid')
  for (const end = Date.now() + 60_000; Date.now() < end; await delay(25)) {
    if (!server.isRunning()) break
    if (existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready') return
  }
  const words = server.lastWords()
  if (server.isRunning()) await server.stop()
  if (/No space left/.test(words)) throw new StartError('There is no disk space left for the database. Make room and start again.')
  throw new StartError(`The built-in Postgres did not start. What it said:\n${words}`)
}
