import { setPriority } from 'node:os'
import { isNestedTooDeep } from '@/flow/parse-json'
import type { Answer, Ask, End, Job, Result } from './job'
import { Logs } from './logs'
import { openJavascript } from './run-javascript'
import { openJsonata } from './run-jsonata'

/**
 * An isolate: a process of its own, without environment, files or network, that runs code of strangers
 * (see isolates.decision.md). It takes one job at a time and is killed when a job takes too long or too much.
 */
const NICENESS = 5
const PIECE = 1_000_000

const javascript = await openJavascript()
const jsonata = openJsonata()
let job: Job | undefined
let pieces: Uint8Array[] = []
let prepared = prepare()

process.on('disconnect', () => process.exit())
process.on('message', async (ask: Ask) => {
  if (ask.job) job = ask.job
  if (ask.piece) pieces.push(ask.piece)
  if (!ask.last || !job) return
  await prepared
  const logs = new Logs()
  answer(job, perform(job, Buffer.concat(pieces).toString('utf8'), logs), logs)
  pieces = []
  prepared = prepare()
})
// Whoever computes for a minute must not slow down whoever waits for a webhook.
setPriority(NICENESS)
await prepared
process.send?.('ready')

async function prepare(): Promise<void> {
  await javascript.prepare()
  jsonata.prepare()
}

function perform(asked: Job, input: string, logs: Logs): Result {
  return asked.language === 'javascript' ? javascript.run(asked, input, logs) : jsonata.run(asked, input)
}

function answer({ limits }: Job, result: Result, { lines }: Logs): void {
  const bytes = 'text' in result ? Buffer.from(result.text) : Buffer.alloc(0)
  const end = endOf(result, bytes.length, limits.outputBytes)
  if (end.kind === 'done') for (let at = 0; at < bytes.length; at += PIECE) send({ piece: bytes.subarray(at, at + PIECE) })
  send({ end, logs: lines })
}

function endOf(result: Result, size: number, most: number): End {
  if ('end' in result) return result.end
  if (size > most) return { kind: 'output-too-large' }
  return { kind: isNestedTooDeep(result.text) ? 'output-too-deep' : 'done' }
}

function send(message: Answer): void {
  process.send?.(message)
}
