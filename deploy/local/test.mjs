import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runChaos } from './chaos.mjs'
import { runChecks } from './checks.mjs'
import { findOrInstall } from './debian.mjs'
import { installIfNeeded } from './install.mjs'
import { startKaos } from './kaos.mjs'
import { runPlaywright } from './playwright.mjs'
import { freePort } from './ports.mjs'
import { startPostgres } from './postgres.mjs'
import { ROOT } from './programs.mjs'
import { startRedis } from './redis.mjs'
import { stage } from './say.mjs'
import { session } from './session.mjs'
import { Totals } from './totals.mjs'
import { runVitest } from './vitest.mjs'

const PASSWORD = 'throwaway'
const BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
/** What points an ordinary start at somebody's real data or secrets. */
const NOT_FOR_TESTS = /^(DATABASE_|REDIS_URL$|AUTH_|KAOS_|OIDC_|SMTP_|PORT$|NODE_ENV$)/

/** `npm test`: everything, on a Postgres, a Redis and a KAOS of its own that are gone afterwards. */
await session({ name: 'The test', interrupted: 130 }, async ({ scope, fail }) => {
  const { signal } = scope
  const folder = mkdtempSync(path.join(tmpdir(), 'kaos-test-'))
  scope.onClose(() => rmSync(folder, { recursive: true, force: true }))
  const totals = new Totals()
  await installIfNeeded(ROOT, { log: path.join(folder, 'install.log'), signal })

  await runChecks(ROOT, { totals, signal })
  await stage('Tests of programs', () => runVitest(ROOT, { project: 'proc', totals, signal }))
  await databaseTests()
  await journeys()
  return totals.close()

  async function databaseTests() {
    const redis = await findOrInstall(['valkey-server', 'redis-server'], 'redis-server', { signal })
    if (!redis) totals.skip('queue and bus on Redis', 'no redis-server is on the PATH. Install Redis or Valkey and run again.')
    await findMailServer()
    const dataFolder = subfolder('state')
    const state = { root: ROOT, dataFolder, password: PASSWORD, throwaway: true, signal }
    const [postgres, ownRedis] = await stage('Postgres and Redis', () =>
      scope.together([scope.own(startPostgres(state)), redis && scope.own(startRedis({ program: redis, dataFolder, password: PASSWORD }))]),
    )
    const env = { KAOS_TEST_DATABASE_URL: postgres.url, KAOS_TEST_REDIS_URL: ownRedis?.url ?? '' }
    await stage('Database tests', () => runVitest(ROOT, { project: 'db', env, totals, signal }))
    await Promise.all([postgres.stop(), ownRedis?.stop()])
    await stage('Chaos, two minutes', () => runChaos(ROOT, { queue: redis ? 'redis' : 'postgres', totals, signal }))
  }

  /** The tests look for Dovecot themselves, and say so when they skip. */
  async function findMailServer() {
    for (const [part, packageName] of Object.entries({ imap: 'dovecot-imapd', lmtp: 'dovecot-lmtpd' })) {
      const found = await findOrInstall([`/usr/lib/dovecot/${part}`], packageName, { signal })
      if (!found) return totals.skip('mailboxes on a real IMAP server', `${packageName} is not installed. Install it and run again.`)
    }
  }

  async function journeys() {
    const browser = await findOrInstall(BROWSERS, 'chromium', { signal })
    if (!browser) return totals.skip('end-to-end tests', 'no Chromium is on the PATH. Install Chromium or Chrome and run again.')
    const port = await freePort()
    // Nothing listens there before a journey does that waits for mail.
    const outboxPort = String(await freePort())
    const variables = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.test(name))),
      KAOS_EGRESS_ALLOW: '127.0.0.0/8',
      SMTP_URL: `smtp://127.0.0.1:${outboxPort}`,
    }
    const kaos = await startKaos({ root: ROOT, port, dataFolder: subfolder('kaos'), variables, scope, giveUp: fail })
    const env = {
      KAOS_E2E_URL: kaos.url,
      KAOS_E2E_SMTP: kaos.smtp,
      KAOS_E2E_OUTBOX_PORT: outboxPort,
      KAOS_E2E_EMAIL: kaos.demo?.email,
      KAOS_E2E_PASSWORD: kaos.demo?.password,
      KAOS_E2E_BROWSER: browser,
    }
    await stage('End-to-end tests', () => runPlaywright(ROOT, { env, totals, signal }))
  }

  function subfolder(name) {
    mkdirSync(path.join(folder, name, 'logs'), { recursive: true })
    return path.join(folder, name)
  }
})
