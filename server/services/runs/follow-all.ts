import type { Actor } from '../actor'
import type { Call } from '../call'
import { liveBus } from '../live/bus'
import { rings } from '../live/rings'
import { stillHere } from '../live/still-here'
import { demand } from '../permissions'

/** `runId` is null when messages were lost: any run may have changed. */
export type RunChange = { runId: string | null }

/** Ids of runs that were created or changed their status, as it happens; what changed is read from the rows. */
export function followRuns({ actor }: Call, signal: AbortSignal): AsyncGenerator<RunChange> {
  demand(actor, 'run.read')
  return follow(actor, signal)
}

async function* follow(actor: Actor, signal: AbortSignal): AsyncGenerator<RunChange> {
  const changed = new Set<string | null>()
  const topic = `runs:${actor.workspaceId}` as const
  const unsubscribe = await (await liveBus()).subscribe(topic, (message) => changed.add(message?.runId ?? null))
  try {
    for await (const _ring of rings(topic, signal)) {
      if (!(await stillHere(actor))) return
      const runIds = [...changed]
      changed.clear()
      for (const runId of runIds) yield { runId }
    }
  } finally {
    unsubscribe()
  }
}
