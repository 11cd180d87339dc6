import { setUpFiles } from './blobs/set-up-files'
import { migrate } from './db/migrate'
import { log } from './log'
import { migrateQueue } from './queue/migrate'
import { checkDatabase, checkRedis } from './reachable'
import { seedDemo } from './seed'
import { rewrapKeys } from './vault/rewrap'

/**
 * Runs before the programs do, and is the only one with the owner's connection: checks what the environment names, brings
 * the tables up to date, makes the demo workspace, and answers with the URLs the programs connect with.
 */
const { DATABASE_URL, REDIS_URL, AUTH_SECRET, KAOS_DEMO_PASSWORD } = process.env

async function prepare() {
  if (!DATABASE_URL) return { problem: 'DATABASE_URL is not set.' }
  const problem = (await checkDatabase(DATABASE_URL)) ?? (REDIS_URL ? await checkRedis(REDIS_URL) : undefined)
  if (problem) return { problem }

  const { app, engine, auth } = await migrate(DATABASE_URL, AUTH_SECRET ?? '')
  if (!REDIS_URL) await migrateQueue(DATABASE_URL)
  const urls = { DATABASE_APP_URL: app, DATABASE_ENGINE_URL: engine, DATABASE_AUTH_URL: auth }
  Object.assign(process.env, urls)
  await rewrapKeys()
  await setUpFiles()
  return { urls, demo: KAOS_DEMO_PASSWORD ? await seedDemo(KAOS_DEMO_PASSWORD) : undefined }
}

prepare().then(
  (answer) => {
    if (process.send) process.send(answer, () => process.exit(0))
    else process.exit('problem' in answer ? 1 : 0)
  },
  (err: unknown) => {
    log.fatal({ err }, 'The database could not be prepared')
    process.exit(1)
  },
)
