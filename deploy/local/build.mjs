import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run, tail } from './run.mjs'
import { StartError, say, stage } from './say.mjs'
import { hashSources } from './sources.mjs'

/** Programs that run in plain Node, and where each begins. */
const PROGRAMS = {
  worker: 'worker/main.ts',
  'pulse-thread': 'worker/engine/pulse/pulse-thread.ts',
  'heavy-thread': 'worker/engine/heavy/heavy-thread.ts',
  'sealer-thread': 'worker/audit/sealer-thread.ts',
  reader: 'worker/capabilities/documents/reader/main.ts',
  isolate: 'worker/sandbox/isolate/main.ts',
  gateway: 'server/gateway/main.ts',
  'mail-thread': 'server/mail/mail-thread.ts',
  prepare: 'server/prepare.ts',
}

/**
 * Builds what its sources have changed since. `programs` is ready within seconds, `pages` takes its time: whoever needs
 * only the programs need not wait.
 */
export function build(root, { logs, signal }) {
  const hash = hashSources(root)
  if (readStamp(root) === hash) return { programs: Promise.resolve(), pages: Promise.resolve() }
  // A build that is cut off must not pass for one that ended.
  rmSync(stampOf(root), { force: true })
  const programs = buildPrograms(root)
  const pages = programs.then(async () => {
    say('  · Building the pages: about a minute, and only when something changed')
    await stage('Build', () => buildPages(root, { log: path.join(logs, 'build.log'), signal }))
    writeFileSync(stampOf(root), hash)
  })
  return { programs, pages }
}

/** Packages stay in node_modules: some read files beside themselves, and none has to be there twice. */
export async function buildPrograms(root, outdir = 'dist') {
  const esbuild = await import('esbuild')
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: PROGRAMS,
      outdir,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: true,
      logLevel: 'silent',
    })
  } catch (error) {
    throw new StartError(`The programs do not build. ${error.message}`)
  } finally {
    await esbuild.stop()
  }
}

async function buildPages(root, { log, signal }) {
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const { code, output } = await run(process.execPath, [next, 'build'], { cwd: root, env, log, signal })
  if (code === 0) return
  if (/ENOSPC/.test(output)) throw new StartError('There is no disk space to build the pages. Make room and start again.')
  throw new StartError(`The pages do not build. The whole log is ${log}; it ends so:\n${tail(output)}`)
}

function readStamp(root) {
  const built = existsSync(path.join(root, '.next/BUILD_ID')) && existsSync(stampOf(root))
  return built ? readFileSync(stampOf(root), 'utf8') : undefined
}

function stampOf(root) {
  return path.join(root, 'dist', 'built-from')
}
