import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { testDatabase } from './testing'

const database = testDatabase()

/** As all programs use it: transactions and plain statements at the same time, again whenever they fail. */
const BUSY = `
  import { engineSql } from './server/db/client.ts'
  const sql = engineSql()
  for (let at = 0; at < 12; at++) (async () => {
    for (;;) {
      await sql.begin(async (tx) => { await tx\`select 1\`; await tx\`select pg_sleep(0.001)\` }).then(() => process.send('done'), () => {})
      await sql\`select 2\`.catch(() => {})
    }
  })()
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))`

it('lives on when Postgres drops its connections in the middle of transactions, and works again at once', { timeout: 60_000 }, async () => {
  const args = ['--import', 'tsx', '--input-type=module', '-e', BUSY]
  const busy = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, LOG_LEVEL: 'silent' },
  })
  const ended = once(busy, 'exit').then(([code]) => `it ended with ${code}`)
  let done = 0
  let onDone = () => {}
  busy.on('message', () => {
    done += 1
    onDone()
  })
  const afterMore = (count: number) =>
    new Promise<void>((resolve) => {
      const goal = done + count
      onDone = () => done >= goal && resolve()
    })
  for (let round = 0; round < 15; round++) {
    expect(await Promise.race([afterMore(30), ended])).toBeUndefined()
    await database.owner()`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'kaos_engine' and datname = current_database()`
  }
  const back = performance.now()
  expect(await Promise.race([afterMore(200), ended])).toBeUndefined()
  expect(performance.now() - back).toBeLessThan(10_000)
  busy.kill('SIGKILL')
  await ended
})
