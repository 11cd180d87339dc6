import type postgres from 'postgres'
import type { RunRef } from '@/server/queue/doorbell'
import { Engine } from '../engine/engine'

/** A worker that may be told of a run by its id alone: tests know no more. */
export class TestWorker extends Engine {
  readonly #sql: postgres.Sql

  constructor(sql: postgres.Sql, ...engine: ConstructorParameters<typeof Engine>) {
    super(...engine)
    this.#sql = sql
  }

  override async take(runs: readonly (string | RunRef)[]): Promise<void> {
    await super.take(await Promise.all(runs.map((run) => (typeof run === 'string' ? refOf(this.#sql, run) : run))))
  }
}

export async function refOf(sql: postgres.Sql, id: string): Promise<RunRef> {
  const [row] = await sql<RunRef[]>`select id, workspace_id as "workspaceId" from run where id = ${id}`
  if (!row) throw new Error('There is no such run')
  return row
}
