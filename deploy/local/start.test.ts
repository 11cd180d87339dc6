import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { checkDiskSpace } from './disk-space.mjs'
import { checkNode } from './node-version.mjs'
import { freePort } from './ports.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kaos-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

/** Runs `npm start`'s command to its end. */
async function start(variables: Record<string, string>) {
  const env = { ...process.env, KAOS_DATA: path.join(folder, 'data'), ...variables }
  const child = spawn(process.execPath, ['deploy/local/cli.mjs', 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, said }
}

async function takePort(): Promise<number> {
  const port = await freePort()
  const server = net.createServer().listen(port)
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return port
}

test('a port that is taken is one clear sentence and a failure', async () => {
  const port = await takePort()
  const { code, said } = await start({ PORT: String(port) })
  expect(code).toBe(1)
  expect(said).toContain(`Port ${port} is taken by another program. Stop that, or choose another port: PORT=${port + 1} npm start`)
  expect(said).not.toContain(' at ')
})

test('a port for mail that was asked for and is taken is one as well', async () => {
  const port = await takePort()
  const { code, said } = await start({ PORT: String(await freePort()), SMTP_PORT: String(port) })
  expect(code).toBe(1)
  expect(said).toContain(`Port ${port} is taken by another program. Stop that, or choose another port: SMTP_PORT=${port + 1} npm start`)
})

test('a port that is none says so', async () => {
  expect(await start({ PORT: '80000' })).toMatchObject({ code: 1, said: expect.stringContaining('PORT is "80000", which is not a port') })
})

test('a data folder that cannot be made says so', async () => {
  writeFileSync(path.join(folder, 'file'), '')
  const { code, said } = await start({ PORT: String(await freePort()), KAOS_DATA: path.join(folder, 'file/data') })
  expect(code).toBe(1)
  expect(said).toContain(`The data folder ${folder}/file/data cannot be written (ENOTDIR)`)
})

test('a second KAOS on the same data is refused', async () => {
  const first = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'deploy/local/cli.mjs'])
  onTestFinished(() => void first.kill())
  mkdirSync(path.join(folder, 'data'))
  writeFileSync(path.join(folder, 'data/lock'), String(first.pid))
  const { code, said } = await start({ PORT: String(await freePort()) })
  expect(code).toBe(1)
  expect(said).toContain(`KAOS already runs on ${folder}/data (process ${first.pid})`)
})

test('an unsupported Node says which one is needed', () => {
  for (const version of ['16.20.2', '18.20.4', '20.18.3'])
    expect(() => checkNode(version)).toThrow(/KAOS needs Node 20\.19\.0 or newer, and this is Node/)
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0']) expect(() => checkNode(version)).not.toThrow()
})

test('no disk space says how much is needed and where', () => {
  expect(() => checkDiskSpace(folder, 1e12)).toThrow(`KAOS needs 1000000000000 MB free in ${folder}`)
  expect(() => checkDiskSpace(folder, 1)).not.toThrow()
})
