import { sql } from 'drizzle-orm'
import { keepFileIn } from '../../blobs/keep-file'
import { needFilesIn } from '../../blobs/need-files'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { priorityOf } from '../lanes/change-lane'
import type { Intake } from './accept-run'
import { inputText } from './input-text'

type PersonsRun = Omit<Intake, 'runId' | 'delivery'> & { continuesRunId?: string; fromStep?: string }

/** A run that a person starts: it commits with its audit event, or neither does. After the commit, `tellOfRuns`. */
export async function addRun(tx: Tx, id: string, { input, ...intake }: PersonsRun): Promise<void> {
  const text = await inputText(input, (file) => keepFileIn(tx, intake.workspaceId, file))
  await needFilesIn(tx, intake.workspaceId, id, text)
  const priority = priorityOf(intake.workspaceId, intake.flowId, intake.mode)
  await tx.insert(run).values({ ...intake, id, status: 'queued', priority, input: sql`${text}::json` })
}
