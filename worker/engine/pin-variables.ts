import type { JsonObject } from '@/flow/json'
import { currentVariables } from '@/server/services/variables/current'
import type { Performance } from './perform'

/**
 * Writes the variables a run reads into its journal, before anything else: whatever is repeated sees the same values, on
 * whichever worker and however late. A flow that reads none costs nothing.
 */
export async function pinVariables({ run, journal, clock }: Performance, wanted: ReadonlySet<string> | 'all'): Promise<void> {
  if (journal.state.vars !== null) return
  const all = await currentVariables(run.workspaceId)
  const vars: JsonObject = wanted === 'all' ? all : Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)))
  journal.append([{ type: 'run.pinned', at: clock.now(), vars }])
}
