import path from 'node:path'
import { fileURLToPath } from 'node:url'

const PRELOAD = ['--import', new URL('leave-with-launcher.mjs', import.meta.url).href]

/** Runs live for some milliseconds: with room for the young, few of them have to be moved while they live. */
const ROOM_FOR_YOUNG = '--max-semi-space-size=64'

/** How each program is started: as built, or with hot reload. */
export function programArguments({ root, webPort, development }) {
  const inModules = (file) => path.join(root, 'node_modules', file)
  const next = (command) => [...PRELOAD, inModules('next/dist/bin/next'), command, '-H', '127.0.0.1', '-p', String(webPort)]
  if (!development)
    return {
      web: next('start'),
      gateway: ['--enable-source-maps', 'dist/gateway.js'],
      worker: [ROOM_FOR_YOUNG, '--enable-source-maps', 'dist/worker.js'],
    }
  const watch = (file) => [...PRELOAD, inModules('tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', file]
  return { web: next('dev'), gateway: watch('server/gateway/main.ts'), worker: watch('worker/main.ts') }
}

export function prepareArguments({ development }) {
  return development ? ['--import', 'tsx', 'server/prepare.ts'] : ['--enable-source-maps', 'dist/prepare.js']
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
