import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, it } from 'vitest'

/** https://www.postgresql.org/docs/current/protocol-message-formats.html: one byte, the length of the rest, the rest. */
function message(type: string, ...rest: Buffer[]): Buffer {
  const body = Buffer.concat(rest)
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}

const READY = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))])
const STARTING = message('E', Buffer.from('SFATAL\0C57P03\0Mthe database system is starting up\0\0'))

/** What the driver throws past everybody, in a process that watches for it. */
const WATCHING = `
  import { isLostTypes, lastingPool } from './server/db/lost-socket.ts'
  process.on('uncaughtException', (error) => process.send({ code: error.code, isLostTypes: isLostTypes(error) }))
  const sql = lastingPool(process.env.FAKE_URL, { name: 'test', max: 1 })
  await sql\`select 1\`.catch(() => {})`

it('knows the error of a connection that is lost while the driver asks it for the array types', { timeout: 30_000 }, async () => {
  const greetings = [READY, STARTING, READY]
  const server = createServer((socket: Socket) => {
    const greeting = greetings.shift() ?? READY
    socket.on('error', () => {})
    socket.once('data', () => {
      if (greeting === STARTING) return socket.end(greeting)
      socket.write(greeting)
      // What comes next asks for the types: there the connection breaks.
      socket.once('data', () => socket.destroy())
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const watching = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', WATCHING], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, LOG_LEVEL: 'silent', FAKE_URL: `postgres://someone@127.0.0.1:${port}/none` },
  })
  const [seen] = await once(watching, 'message')
  expect(seen).toEqual({ code: '57P03', isLostTypes: true })
  watching.kill('SIGKILL')
  server.close()
})
