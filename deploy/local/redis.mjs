import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startGuarded } from './guarded.mjs'
import { endLeftOver, pidIn } from './left-over.mjs'
import { freePort } from './ports.mjs'
import { StartError } from './say.mjs'

export function findRedis() {
  return ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0)
}

/** An instance of our own beside whatever else runs here: loopback, a password, every write kept, nothing ever evicted. */
export async function startRedis({ program, dataFolder, password, port: given = 0 }) {
  const folder = path.join(dataFolder, 'redis')
  const pidFile = path.join(folder, 'redis.pid')
  mkdirSync(folder, { recursive: true })
  await endLeftOver(pidIn(pidFile), program, 'SIGTERM')
  const port = given || (await freePort())
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir "${folder}"`,
    `pidfile "${pidFile}"`,
    `requirepass ${password}`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'loglevel warning',
  ]
  // In a file, not in arguments: those stand in the list of processes for all to read.
  const file = path.join(folder, 'redis.conf')
  writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o600 })
  const server = startGuarded('TERM', program, [file], { log: path.join(dataFolder, 'logs', 'redis.log'), cwd: folder })
  for (const end = Date.now() + 30_000; server.isRunning() && Date.now() < end; await delay(25))
    if (await answers(port, password)) return { ...server, url: `redis://:${password}@127.0.0.1:${port}` }
  const words = server.lastWords()
  if (server.isRunning()) await server.stop()
  throw new StartError(`${program} did not start. What it said:\n${words}`)
}

/** While it loads its file, Redis takes connections and refuses commands. */
function answers(port, password) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`))
    let heard = ''
    const done = (yes) => {
      socket.destroy()
      resolve(yes)
    }
    socket.on('data', (chunk) => {
      heard += chunk
      if (/\+PONG/.test(heard)) done(true)
      else if (/^-/m.test(heard)) done(false)
    })
    socket.on('error', () => done(false))
    socket.setTimeout(1000, () => done(false))
  })
}
