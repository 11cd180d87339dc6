import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startGuarded } from './guarded.mjs'
import { commandOf } from './left-over.mjs'
import { Program } from './program.mjs'

const HERE = new URL('.', import.meta.url).href

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-orphans-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Runs a launcher that prints the number of what it started, as soon as that has said so itself. */
async function launcher(code: string): Promise<{ child: ChildProcess; started: number }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const started = await new Promise<number>((resolve) => child.stdout?.once('data', (chunk) => resolve(Number(chunk))))
  return { child, started }
}

test('what is guarded ends when the launcher is killed', async () => {
  const log = path.join(temporaryFolder(), 'log')
  const { child, started } = await launcher(`
    import { readFileSync } from 'node:fs'
    import { startGuarded } from '${HERE}guarded.mjs'
    startGuarded('TERM', '/bin/sh', ['-c', 'echo $$; exec sleep 1000'], { log: '${log}' })
    const look = setInterval(() => {
      const number = readFileSync('${log}', 'utf8').trim()
      if (number) { console.log(number); clearInterval(look) }
    }, 10)
    setInterval(() => {}, 1000)`)
  expect(commandOf(started)).toContain('sleep')
  child.kill('SIGKILL')
  await vi.waitFor(() => expect(commandOf(started)).toBe(''), { timeout: 4000 })
})

test('what is guarded ends with the signal it is meant to get when it is stopped', async () => {
  const log = path.join(temporaryFolder(), 'log')
  const guarded = startGuarded(
    'INT',
    process.execPath,
    ['-e', "process.on('SIGINT', () => { console.log('in order'); process.exit(0) }); console.log('up'); setInterval(() => {}, 1000)"],
    { log },
  )
  await vi.waitFor(() => expect(guarded.lastWords()).toBe('up'), { timeout: 4000 })
  await guarded.stop()
  expect(guarded.lastWords()).toBe('up\nin order')
  expect(guarded.isRunning()).toBe(false)
})

test('a program that is not ours leaves when the launcher is killed', async () => {
  const { child, started } = await launcher(`
    import { spawn } from 'node:child_process'
    const args = ['--import', '${HERE}leave-with-launcher.mjs', '-e', "process.send('up'); setInterval(() => {}, 1000)"]
    const program = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    program.once('message', () => console.log(program.pid))`)
  expect(commandOf(started)).toContain('leave-with-launcher')
  child.kill('SIGKILL')
  await vi.waitFor(() => expect(commandOf(started)).toBe(''), { timeout: 4000 })
})

function program(code: string) {
  const lines: string[] = []
  let gaveUp: Error | undefined
  const kept = new Program({
    name: 'worker',
    args: ['-e', code],
    env: process.env,
    cwd: '.',
    logs: temporaryFolder(),
    showLine: (_name: string, line: string) => lines.push(line),
    giveUp: (error: Error) => {
      gaveUp = error
    },
  })
  return { kept, lines, reason: () => gaveUp?.message }
}

test('a program that dies is started again, and gone when stopped', async () => {
  const folder = temporaryFolder()
  const { kept, lines } = program(`
    const { existsSync, writeFileSync } = require('node:fs')
    console.log(process.pid)
    if (existsSync('${folder}/died')) setInterval(() => {}, 1000)
    else { writeFileSync('${folder}/died', ''); process.exit(3) }`)
  kept.start()
  await vi.waitFor(() => expect(lines).toHaveLength(2), { timeout: 4000 })
  expect(commandOf(Number(lines[1]))).not.toBe('')
  await kept.stop()
  expect(commandOf(Number(lines[1]))).toBe('')
})

test('a program that dies five times at once is given up with its last words', { timeout: 20_000 }, async () => {
  const { kept, reason } = program("console.error('no such table'); process.exit(3)")
  kept.start()
  await vi.waitFor(() => expect(reason()).toBeDefined(), { timeout: 19_000 })
  expect(reason()).toContain('The worker stopped 5 times right after its start (exit code 3). Its last words:\nno such table')
  await kept.stop()
})
