import { sql } from 'drizzle-orm'
import { blob, runFile } from '../db/schema'
import { inWorkspace, type Tx } from '../db/tenancy'

const REFERENCE = /"\$file":\{[^{}]*"id":"([0-9a-f-]{36})"/g

/**
 * Notes the files that a run needs, before it is accepted: whatever happens to it, they are there as long as its details.
 * The text is that of JSON. What names a file the workspace does not have names nothing.
 */
export async function needFiles(workspaceId: string, runId: string, text: string): Promise<void> {
  if (text.includes('"$file"')) await inWorkspace(workspaceId, (tx) => needFilesIn(tx, workspaceId, runId, text))
}

/** As `needFiles`, for a run that commits with its transaction. */
export async function needFilesIn(tx: Tx, workspaceId: string, runId: string, text: string): Promise<void> {
  await noteFiles(
    tx,
    workspaceId,
    [...text.matchAll(REFERENCE)].map(([, id = '']) => ({ fileId: id, runId })),
  )
}

const AT_ONCE = 5_000

export async function noteFiles(tx: Tx, workspaceId: string, needs: readonly { fileId: string; runId: string }[]): Promise<void> {
  for (let from = 0; from < needs.length; from += AT_ONCE) {
    const some = needs.slice(from, from + AT_ONCE)
    await tx.execute(sql`
      insert into ${runFile} (workspace_id, file_id, run_id)
      select ${workspaceId}::uuid, need.file_id, need.run_id
      from json_to_recordset(${JSON.stringify(some.map(({ fileId, runId }) => ({ file_id: fileId, run_id: runId })))}::json) as need (file_id uuid, run_id uuid)
      where exists (select from ${blob} where ${blob.workspaceId} = ${workspaceId} and ${blob.id} = need.file_id)
      on conflict do nothing`)
  }
}
