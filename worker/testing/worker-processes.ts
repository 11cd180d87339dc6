import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach } from 'vitest'

/** Starts workers as they run in production, each a process of its own, with what Node is told besides; they are gone after the test. */
export function workerProcesses(): (...told: string[]) => Promise<ChildProcess> {
  const workers: ChildProcess[] = []
  afterEach(() => {
    for (const worker of workers.splice(0)) worker.kill('SIGKILL')
  })
  return async (...told) => {
    const worker = spawn(process.execPath, [...told, '--import', 'tsx', 'worker/main.ts'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, KAOS_PROCESS: 'worker' },
    })
    workers.push(worker)
    await new Promise((resolve) => worker.once('message', resolve))
    return worker
  }
}
