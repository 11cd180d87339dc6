import { open, readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { verifyAuditFile } from './chain/audit-file'
import { type Checkpoint, CheckpointSchema } from './chain/checkpoint'
import { type PublicKey, parsePublicKey } from './chain/signing-key'
import { checkReceipt } from './receipt/check-receipt'
import { type ReceiptFile, ReceiptFileSchema } from './receipt/receipt-file'

const USAGE = `Checks an exported audit or a receipt, offline.

  npm run audit:verify -- audit.jsonl [--public-key KEY] [--checkpoints FILE]
  npm run receipt:verify -- receipt.json [--public-key KEY]

  --public-key   the key to trust, as base64 or a PEM file; can be given more than once
  --checkpoints  checkpoints kept outside the database (audit-checkpoints.log)
`

type Trust = { keys: PublicKey[]; log: Checkpoint[] }

process.exitCode = await main().catch((error: unknown) => {
  say(`✗ ${error instanceof Error ? error.message : String(error)}`)
  return 2
})

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'public-key': { type: 'string', multiple: true }, checkpoints: { type: 'string' } },
  })
  const [file, ...others] = positionals
  if (!file || others.length > 0) {
    process.stdout.write(USAGE)
    return 2
  }
  const keys = await Promise.all((values['public-key'] ?? []).map(keyOf))
  const log = values.checkpoints ? await checkpointsIn(values.checkpoints) : []
  const receipt = await receiptIn(file)
  if (keys.length === 0) say('The keys came with the file. Give --public-key to check it against one you trust.')
  return receipt ? tellOfReceipt(receipt, keys) : tellOfAudit((await open(file)).readLines(), { keys, log })
}

async function tellOfAudit(lines: AsyncIterable<string>, trust: Trust): Promise<number> {
  const { workspace, links, signedThrough, signedAt, problems, intact } = await verifyAuditFile(lines, trust)
  say(`Audit of ${workspace.name} (${workspace.id}): ${links} events.`)
  if (signedAt) say(`Signed through event ${signedThrough}, at ${signedAt}.`)
  if (links > signedThrough) say(`${links - signedThrough} newer than the last signature: a cut among them would not show.`)
  for (const { message } of problems) say(`✗ ${message}`)
  say(intact ? '✓ Nothing was changed, removed or put in another order.' : '✗ This is not what was sealed.')
  return intact ? 0 : 1
}

function tellOfReceipt(receipt: ReceiptFile, trusted: readonly PublicKey[]): number {
  const { run, workspace, publicKeys } = receipt
  const keys = trusted.length > 0 ? trusted : publicKeys.map(({ publicKey }) => parsePublicKey(publicKey))
  const { state, checks } = checkReceipt(receipt, keys)
  say(`Receipt of a run of ${run.flow.name} in ${workspace.name} (${run.id}): ${run.status}, started by ${run.starter}.`)
  say(`Sealed are ids, not names: flow ${run.flow.id}, started by ${JSON.stringify(run.startedBy)}.`)
  for (const { ok, words } of checks) say(`${ok ? '✓' : '✗'} ${words}`)
  say(
    {
      verified: '✓ Verified: this is what was sealed when the run ended.',
      sealed: 'It was sealed, but not signed yet when it was downloaded. Download it again.',
      unsealed: 'It was downloaded before the run was sealed. Download it again.',
      broken: '✗ This is not what was sealed.',
    }[state],
  )
  return state === 'verified' ? 0 : 1
}

/** A receipt is one line; of an audit the first line is one. Null for anything that is no receipt. @throws Error for a receipt that can't be read */
async function receiptIn(file: string): Promise<ReceiptFile | null> {
  const handle = await open(file)
  let first = ''
  for await (const line of handle.readLines()) {
    first = line
    break
  }
  if (!first.startsWith('{"kind":"receipt"')) return null
  const parsed = ReceiptFileSchema.safeParse(JSON.parse(first))
  if (parsed.success) return parsed.data
  const place = parsed.error.issues[0]?.path.join('.')
  throw new Error(`This receipt can't be read: ${place} is not as KAOS writes it, so it was damaged or changed.`)
}

async function keyOf(text: string): Promise<PublicKey> {
  return parsePublicKey(text.endsWith('.pem') ? await readFile(text, 'utf8') : text)
}

async function checkpointsIn(file: string): Promise<Checkpoint[]> {
  const checkpoints: Checkpoint[] = []
  for await (const line of (await open(file)).readLines()) if (line.trim()) checkpoints.push(CheckpointSchema.parse(JSON.parse(line)))
  return checkpoints
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
