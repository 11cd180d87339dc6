import type { RunRef } from '../../queue/doorbell'
import { announce } from '../live/bus'
import { ring } from './ring'

/** After the commit: wakes a worker for new runs, and whoever looks at the list. Neither is waited for. */
export function tellOfRuns(runs: readonly RunRef[]): void {
  ring(runs)
  for (const { workspaceId, id } of runs) announce(`runs:${workspaceId}`, { runId: id })
}
