import { readFileSync } from 'node:fs'
import { env } from '@/server/env'
import { log } from '@/server/log'
import { mailDomain } from '@/server/services/triggers/mail-token'
import type { Limit } from '../limits'
import { createSmtp } from './server'

/** Listens for mail where SMTP_PORT says so. Without it flows have addresses, and nothing arrives there. */
export async function openSmtp(recipients: Limit): Promise<{ close(): Promise<void> }> {
  const { SMTP_PORT, SMTP_CERT, SMTP_KEY } = env()
  if (SMTP_PORT === undefined) return { close: async () => {} }
  const tls = SMTP_CERT && SMTP_KEY ? { cert: readFileSync(SMTP_CERT, 'utf8'), key: readFileSync(SMTP_KEY, 'utf8') } : null
  const server = createSmtp({ name: mailDomain(), tls, recipients })
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(SMTP_PORT, () => resolve())
  })
  log.info({ port: SMTP_PORT, domain: mailDomain() }, 'Mail to flows is taken')
  return { close: () => new Promise((resolve) => server.close(() => resolve())) }
}
