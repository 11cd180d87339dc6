import { open, readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { verifyAuditFile } from './chain/audit-file'
import { type Checkpoint, CheckpointSchema } from './chain/checkpoint'
import { type PublicKey, parsePublicKey } from './chain/signing-key'

const USAGE = `Checks an exported audit, offline.

  npm run audit:verify -- audit.jsonl [--public-key KEY] [--checkpoints FILE]

  --public-key   the key to trust, as base64 or a PEM file; can be given more than once
  --checkpoints  checkpoints kept outside the database (audit-checkpoints.log)
`

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
  const lines = (await open(file)).readLines()
  const { workspace, links, signedThrough, signedAt, problems, intact, keysGiven } = await verifyAuditFile(lines, { keys, log })
  say(`Audit of ${workspace.name} (${workspace.id}): ${links} events.`)
  if (signedAt) say(`Signed through event ${signedThrough}, at ${signedAt}.`)
  if (links > signedThrough) say(`${links - signedThrough} newer than the last signature: a cut among them would not show.`)
  if (!keysGiven) say('The keys came with the file. Give --public-key to check it against one you trust.')
  for (const { message } of problems) say(`✗ ${message}`)
  say(intact ? '✓ Nothing was changed, removed or put in another order.' : '✗ This is not what was sealed.')
  return intact ? 0 : 1
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
