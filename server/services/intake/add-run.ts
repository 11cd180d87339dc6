import { sql } from 'drizzle-orm'
import { keepFileIn } from '../../blobs/keep-file'
import { needFilesIn } from '../../blobs/need-files'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Intake } from './accept-run'
import { inputText } from './input-text'

/** A run that a person starts: it commits with its audit event, or neither does. After the commit, `tellOfRuns`. */
export async function addRun(tx: Tx, id: string, { input, ...intake }: Omit<Intake, 'runId' | 'delivery'>): Promise<void> {
  const text = await inputText(input, (file) => keepFileIn(tx, intake.workspaceId, file))
  await needFilesIn(tx, intake.workspaceId, id, text)
  await tx.insert(run).values({ ...intake, id, status: 'queued', input: sql`${text}::json` })
}
