import path from 'node:path'
import { build } from './build.mjs'
import { checkDiskSpace } from './disk-space.mjs'
import { untilPageAnswers } from './page.mjs'
import { freePort, portFrom } from './ports.mjs'
import { startPostgres } from './postgres.mjs'
import { prepare } from './prepare.mjs'
import { Program } from './program.mjs'
import { prepareArguments, programArguments } from './programs.mjs'
import { findRedis, startRedis } from './redis.mjs'
import { say, stage } from './say.mjs'
import { readSecrets } from './secrets.mjs'
import { lineShower } from './show-line.mjs'

const DATA_MB = 300
const SMTP_PORT = 2525

/**
 * Starts a whole KAOS on this machine and resolves when its page answers. Packages must be installed. Everything it starts
 * belongs to `scope`; `giveUp` is called when a program that ran does not come back.
 */
export async function startKaos({ root, port, dataFolder, variables, development = false, scope, giveUp }) {
  const logs = path.join(dataFolder, 'logs')
  checkDiskSpace(dataFolder, DATA_MB)
  const secrets = readSecrets(dataFolder)
  const given = {
    ...variables,
    PORT: String(port),
    KAOS_DATA: dataFolder,
    KAOS_URL: variables.KAOS_URL || `http://localhost:${port}`,
    AUTH_SECRET: variables.AUTH_SECRET || secrets.authSecret,
    KAOS_MASTER_KEY: variables.KAOS_MASTER_KEY || secrets.masterKey,
    NODE_ENV: development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  }

  const built = development ? { programs: undefined, pages: undefined } : build(root, { logs, signal: scope.signal })
  const [prepared] = await scope.together([openAndPrepare(), built.pages])
  const { smtpPort } = await stage('Web, gateway, worker', startPrograms)
  return { url: given.KAOS_URL, smtp: `smtp://localhost:${smtpPort}`, demo: prepared.demo }

  async function openAndPrepare() {
    const state = { root, dataFolder, variables, secrets, scope }
    const [databaseUrl, redisUrl] = await Promise.all([openPostgres(state), openRedis(state), built.programs])
    const env = { ...given, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, KAOS_DEMO_PASSWORD: secrets.demoPassword }
    const args = prepareArguments({ development })
    const { urls, demo } = await stage('Migrations and demo', () => prepare({ root, args, env, signal: scope.signal }))
    return { urls: { ...urls, REDIS_URL: redisUrl, DATABASE_URL: '' }, demo }
  }

  async function startPrograms() {
    const webPort = await freePort()
    // As late as can be: while all was being built, another program may have taken what was free before.
    const smtpPort = variables.SMTP_PORT || String(await portFrom(SMTP_PORT))
    const showLine = lineShower({ everything: development })
    const programs = Object.entries(programArguments({ root, webPort, development })).map(([name, args]) => {
      const env = { ...given, ...prepared.urls, WEB_PORT: String(webPort), SMTP_PORT: smtpPort, KAOS_PROCESS: name }
      return new Program({ name, args, env, cwd: root, logs, showLine, giveUp })
    })
    scope.onClose(() => Promise.all(programs.map((program) => program.stop())))
    for (const program of programs) program.start()
    await untilPageAnswers(port, { signal: scope.signal })
    return { smtpPort }
  }
}

async function openPostgres({ root, dataFolder, variables, secrets, scope }) {
  if (variables.DATABASE_URL) return variables.DATABASE_URL
  const options = { root, dataFolder, password: secrets.postgresPassword, signal: scope.signal }
  return (await stage('Postgres', () => scope.own(startPostgres(options)))).url
}

/** Redis is welcome and not needed: without one, queue and live updates go through Postgres. */
async function openRedis({ dataFolder, variables, secrets, scope }) {
  if (variables.REDIS_URL) return variables.REDIS_URL
  const program = findRedis()
  if (!program) {
    say('  · No Redis found: queue and live updates go through Postgres')
    return ''
  }
  return (await stage('Redis', () => scope.own(startRedis({ program, dataFolder, password: secrets.redisPassword })))).url
}
