import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Lag = { p99Ms: number; maxMs: number }

export type BenchProgram = {
  pid: number
  /** How late its event loop was since the last question. */
  lag(): Promise<Lag>
  stop(): Promise<void>
}

/** A program of ours as it runs in production, in a process of its own; ready when it says so. */
export async function startProgram(args: readonly string[], env: Record<string, string> = {}): Promise<BenchProgram> {
  const child = spawn(process.execPath, ['--import', './bench/house/loop-lag.mjs', ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
  await said(child, (message) => message === 'ready')
  if (child.pid === undefined) throw new Error(`${args.join(' ')} did not start`)
  return {
    pid: child.pid,
    async lag() {
      child.send('lag')
      return (await said(child, (message) => typeof message === 'object')) as Lag // loop-lag.mjs sends nothing else
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

function said(child: ChildProcess, isMeant: (message: unknown) => boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`A program ended with ${code} before it answered`))
    const onMessage = (message: unknown) => {
      if (!isMeant(message)) return
      child.off('exit', onExit)
      child.off('message', onMessage)
      resolve(message)
    }
    child.once('exit', onExit)
    child.on('message', onMessage)
  })
}
