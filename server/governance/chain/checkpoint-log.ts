import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '../../env'
import { type Checkpoint, CheckpointSchema } from './checkpoint'

/** Where checkpoints are kept besides the table, a line of JSON each. Whoever owns the database does not own this file. */
export function checkpointLog(): string {
  return join(env().KAOS_DATA, 'audit-checkpoints.log')
}

/** Those of one workspace, in the order they were signed. No file: none. A line that is torn is passed over. */
export async function* readCheckpointLog(file: string, workspaceId: string): AsyncGenerator<Checkpoint> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!handle) return
  for await (const line of handle.readLines()) {
    const checkpoint = line.includes(workspaceId) ? parsed(line) : null
    if (checkpoint?.workspaceId === workspaceId) yield checkpoint
  }
}

function parsed(line: string): Checkpoint | null {
  try {
    return CheckpointSchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
