import { Worker } from 'node:worker_threads'
import { log } from '../log'
import type { ParsedMail } from './parsed-mail'
import { readHead } from './read-head'

const PATIENCE_MS = 10_000
const MEMORY_MB = 512
/** Each costs a core: what arrives meanwhile waits its turn. */
const AT_ONCE = 2

/**
 * Reads a mail in a thread of its own: one that was made to keep a reader busy for ever is cut off, and nobody else has
 * waited. It is not lost either: what its head says is kept, with the whole mail as a file.
 */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  await turn()
  try {
    return await inThread(raw)
  } catch (err) {
    log.warn({ err, size: raw.length }, 'A mail could not be taken apart and is kept whole')
    return { ...readHead(raw), notes: ['It could not be taken apart; the whole mail is attached.'] }
  } finally {
    next()
  }
}

function inThread(raw: Uint8Array): Promise<ParsedMail> {
  const options = { workerData: raw, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: 4 } }
  const thread = import.meta.url.endsWith('.ts')
    ? new Worker(fromSource(new URL('./mail-thread.ts', import.meta.url)), { ...options, eval: true })
    : new Worker(new URL('./mail-thread.js', import.meta.url), options)
  return new Promise<ParsedMail>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`It took longer than ${PATIENCE_MS / 1_000} seconds`)), PATIENCE_MS)
    const settle = (end: () => void) => {
      clearTimeout(late)
      end()
    }
    thread.once('message', (mail: ParsedMail) => settle(() => resolve(mail)))
    thread.once('error', (error) => settle(() => reject(error)))
    thread.once('exit', () => settle(() => reject(new Error('The thread ended before the mail was read'))))
  }).finally(() => thread.terminate())
}

/** In development and in tests nothing is built, and a thread does not inherit what lets Node read TypeScript. */
function fromSource(file: URL): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file.href)}) })`
}

let running = 0
const waiting: (() => void)[] = []

async function turn(): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
}

function next(): void {
  const first = waiting.shift()
  if (first) first()
  else running--
}
