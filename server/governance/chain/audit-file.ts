import { z } from 'zod'
import { type Checkpoint, CheckpointSchema } from './checkpoint'
import { AuditedEventSchema } from './link'
import { type PublicKey, parsePublicKey } from './signing-key'
import { type ChainReport, ChainVerifier } from './verify'

/** An exported audit: a JSON object a line, in the order of the chain, with each checkpoint before the link it signs. */
const LineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('audit'),
    format: z.literal(1),
    workspace: z.strictObject({ id: z.uuid(), name: z.string() }),
    exportedAt: z.iso.datetime(),
    publicKeys: z.array(z.strictObject({ id: z.string(), publicKey: z.string() })),
  }),
  z.strictObject({
    kind: z.literal('link'),
    seq: z.number().int(),
    hash: z.string(),
    sealedAt: z.iso.datetime(),
    event: AuditedEventSchema.nullable(),
  }),
  CheckpointSchema.extend({ kind: z.literal('checkpoint') }),
  z.strictObject({ kind: z.literal('end'), links: z.number().int() }),
])

export type AuditLine = z.infer<typeof LineSchema>

export type FileReport = ChainReport & {
  workspace: { id: string; name: string }
  /** False: the keys came with the file, which proves only that it fits itself. */
  keysGiven: boolean
}

/** @throws Error in words when this is no exported audit */
export async function verifyAuditFile(
  lines: AsyncIterable<string> | Iterable<string>,
  { keys, log = [] }: { keys: readonly PublicKey[]; log?: readonly Checkpoint[] },
): Promise<FileReport> {
  let number = 0
  let opened: { verifier: ChainVerifier; workspace: FileReport['workspace'] } | null = null
  let end: number | null = null
  for await (const text of lines) {
    number += 1
    if (text.trim() === '') continue
    const line = parsed(text, number)
    if (line.kind === 'audit') {
      const brought = line.publicKeys.map(({ publicKey }) => parsePublicKey(publicKey))
      const verifier = new ChainVerifier({ workspaceId: line.workspace.id, keys: keys.length > 0 ? keys : brought })
      opened = { verifier, workspace: line.workspace }
      for (const checkpoint of log.filter(({ workspaceId }) => workspaceId === line.workspace.id)) verifier.checkpoint(checkpoint, 'log')
      continue
    }
    if (!opened) throw new Error('This is no exported audit: its first line does not say so.')
    if (line.kind === 'link') opened.verifier.link(line)
    else if (line.kind === 'checkpoint') opened.verifier.checkpoint(withoutKind(line))
    else end = line.links
  }
  if (!opened) throw new Error('The file is empty.')
  return { ...withEnd(opened.verifier.report(), end), workspace: opened.workspace, keysGiven: keys.length > 0 }
}

function parsed(text: string, number: number): AuditLine {
  try {
    return LineSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(`Line ${number} can't be read: it is not as KAOS writes it, so the file was damaged or changed.`)
  }
}

function withEnd(report: ChainReport, end: number | null): ChainReport {
  const message =
    end === null
      ? 'The file stops before its last line: the download broke off, or its end was removed.'
      : `The file says it has ${end} links, but has ${report.links}.`
  if (end === report.links) return report
  return { ...report, intact: false, problems: [...report.problems, { code: 'cut-off', seq: report.links, message }] }
}

function withoutKind({ kind: _, ...checkpoint }: Checkpoint & { kind: string }): Checkpoint {
  return checkpoint
}
