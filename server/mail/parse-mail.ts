import { log } from '../log'
import { openThread } from '../open-thread'
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
  const limits = { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: 4 }
  const file = { built: 'mail-thread', source: 'server/mail/mail-thread.ts' }
  const thread = openThread(file, { workerData: raw, env: {}, resourceLimits: limits })
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
