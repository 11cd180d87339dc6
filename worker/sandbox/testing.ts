import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll } from 'vitest'
import type { Json } from '@/flow/json'
import { computeWith } from './compute'
import { type IsolateSettings, openIsolates } from './isolates'

export type CallOf = {
  input?: Json
  seconds?: number
  memoryMb?: number
  workspaceId?: string
  logs?: string[]
  signal?: AbortSignal
  kept?: Uint8Array[]
}

/** Real isolates for a test file, built and confined as in production, with files that are kept in a list. */
export function testIsolates(settings: Partial<IsolateSettings> = {}) {
  const folder = mkdtempSync(path.resolve('node_modules/.isolate-'))
  const file = path.join(folder, 'isolate.mjs')
  const options = { bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' } as const
  buildSync({ ...options, entryPoints: ['worker/sandbox/isolate/main.ts'], outfile: file })
  const isolates = openIsolates({ processes: 2, idleMs: 60_000, program: { file, confined: true }, ...settings })
  afterAll(async () => {
    await isolates.close()
    rmSync(folder, { recursive: true })
  })

  function call(language: 'javascript' | 'jsonata', code: string, more: CallOf): Promise<Json> {
    const { input = null, seconds = 5, memoryMb = 64, workspaceId = 'one', logs = [], kept = [] } = more
    const compute = computeWith(isolates, {
      workspaceId,
      signal: more.signal ?? new AbortController().signal,
      log: (line) => logs.push(line),
      async keep({ bytes: given, ...about }) {
        const bytes = given instanceof Uint8Array ? given : Buffer.concat(given)
        kept.push(bytes)
        return { $file: { id: `kept-${kept.length}`, size: bytes.length, ...about } }
      },
    })
    return compute[language]({ code, input, seconds, memoryMb })
  }

  return {
    file,
    /** Processes that run the program. */
    alive: () => programsRunning().filter((words) => words.includes(file)).length,
    javascript: (code: string, more: CallOf = {}) => call('javascript', code, more),
    jsonata: (code: string, more: CallOf = {}) => call('jsonata', code, more),
  }
}

function programsRunning(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return '' // it has just ended
      }
    })
}
