import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import nodemailer from 'nodemailer'
import postgres from 'postgres'
import { freePort } from '@/deploy/local/ports.mjs'
import { startPostgres } from '@/deploy/local/postgres.mjs'
import { blobStore } from '@/server/blobs/store'
import { closeDatabase } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { migrate } from '@/server/db/migrate'
import { openLimits } from '@/server/gateway/limits'
import { openSmtp } from '@/server/gateway/smtp/open'
import { migrateQueue } from '@/server/queue/migrate'
import { hookUrls } from '@/server/services/flows/hook-urls'
import { closeDoorbell } from '@/server/services/intake/ring'
import { closeLiveBus } from '@/server/services/live/bus'
import { useTemplate as takeTemplate } from '@/server/services/templates/use'
import { createWorkspace } from '@/server/services/workspaces/create'
import { memberOf } from '@/server/services/workspaces/member-of'

/** A Postgres that keeps what it says, KAOS's mail server, a worker as its own process, and the template with its sandboxes. */
export async function openHeadline() {
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-bench-'))
  mkdirSync(path.join(folder, 'logs'))
  const signal = new AbortController().signal
  const database = await startPostgres({ root: process.cwd(), dataFolder: folder, password: randomBytes(12).toString('hex'), signal })
  const [secret, port] = [randomBytes(32).toString('hex'), await freePort()]
  const { app, engine, auth } = await migrate(database.url, secret)
  await migrateQueue(database.url)
  Object.assign(process.env, {
    LOG_LEVEL: 'error',
    AUTH_SECRET: secret,
    KAOS_MASTER_KEY: randomBytes(32).toString('base64'),
    KAOS_URL: 'http://localhost:3000',
    KAOS_DATA: folder,
    SMTP_PORT: String(port),
    REDIS_URL: '',
    DATABASE_URL: database.url,
    DATABASE_APP_URL: app,
    DATABASE_ENGINE_URL: engine,
    DATABASE_AUTH_URL: auth,
  })
  await blobStore().setUp()
  const sql = postgres(database.url, { max: 2, onnotice: () => {} })
  const address = await mailAddressOfTemplate(sql)
  const smtp = await openSmtp(openLimits(null).recipients)
  const worker = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(worker, 'message')
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true, pool: true })

  return {
    /** Seconds by the database's clock: the run stands (the sender hears “yes” after that) → the card stands. */
    async mailToCard(file: string): Promise<number> {
      const messageId = `<${newId()}@bench.test>`
      const attachments = [{ path: file }]
      await transport.sendMail({ from: 'billing@bench.test', to: address, subject: 'Invoice', text: 'Please pay.', messageId, attachments })
      for (;;) {
        const [row] = await sql<{ seconds: number | null; error: string | null }[]>`
          select extract(epoch from (
            select min(card.created_at) from sandbox_record card where card.kind = 'slack.message' and card.body::text like '%' || w.id || '%'
          ) - r.created_at)::float as seconds, r.error::text as error
          from run r left join wait w on w.run_id = r.id and w.kind = 'approval' where r.input->>'messageId' = ${messageId}`
        if (row?.error) throw new Error(`The run failed: ${row.error}`)
        if (row?.seconds) return row.seconds
        await sleep(20)
      }
    },

    async close(): Promise<void> {
      transport.close()
      worker.kill('SIGTERM')
      await once(worker, 'exit')
      await Promise.all([smtp.close(), closeDoorbell(), closeLiveBus()])
      await Promise.all([closeDatabase(), sql.end()])
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function mailAddressOfTemplate(sql: postgres.Sql): Promise<string> {
  const person = { userId: newId(), name: 'Bench', email: 'bench@bench.test', sessionId: newId() }
  await sql`insert into "user" (id, email, name) values (${person.userId}, ${person.email}, ${person.name})`
  const { slug } = await createWorkspace(person, { name: 'Bench' })
  const actor = await memberOf(person, slug)
  if (!actor) throw new Error('The workspace has no owner')
  const { flowId } = await takeTemplate({ actor }, { id: 'invoice-to-bill' })
  const [hook] = await hookUrls({ actor }, { id: flowId })
  return hook?.url ?? ''
}
