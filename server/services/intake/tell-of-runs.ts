import { announce } from '../live/bus'
import { ring } from './ring'

/** After the commit: wakes a worker for new runs, and whoever looks at the list. Neither is waited for. */
export function tellOfRuns(runs: readonly { id: string; workspaceId: string }[]): void {
  ring(runs.map(({ id }) => id))
  for (const { workspaceId, id } of runs) announce(`runs:${workspaceId}`, { runId: id })
}
