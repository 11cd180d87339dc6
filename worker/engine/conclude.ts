import { isOutcome, type Outcome } from '@/flow/define/define'
import { waitsInVain } from '@/flow/engine/cancelling'
import type { Json } from '@/flow/json'
import { newId } from '@/server/db/id'
import type { Attempt } from './attempt'
import { held } from './away'
import type { Kept } from './large-values'
import { after, type NowOrLater } from './now-or-later'

/** What a node gave, as the journal says it: an output, or a wait. */
export function conclude(trying: Attempt, result: Json | Outcome): NowOrLater<unknown> {
  const { on, node } = trying
  const outcome = isOutcome(result) ? result : ({ kind: 'output', port: node.mainPort, output: result } as const)
  const keep = () => on.setAside(node.node.key, outcome.output ?? null)
  return after(held(trying, on.signal, keep), (kept) => {
    on.signal.throwIfAborted()
    return outcome.kind === 'output' ? complete(trying, outcome.port, kept) : openWait(trying, outcome, kept.output)
  })
}

export function complete({ on, step, attempt, logs, standIn }: Attempt, port: string, { output, text }: Kept): void {
  const more = { ...(standIn ? { standIn } : {}), ...printed(logs) }
  on.journal.complete({ type: 'step.completed', at: on.clock.now(), step, attempt, port, output, ...more }, text)
}

function openWait({ on, step, attempt }: Attempt, outcome: Extract<Outcome, { kind: 'wait' }>, output: Json): Promise<unknown> {
  const at = on.clock.now()
  const error = on.journal.state.cancelling && waitsInVain(outcome.for)
  if (error) return on.journal.append([{ type: 'step.failed', at, step, attempt, error }])
  const waitId = newId()
  const wake = outcome.wakeAt === null ? {} : { wakeAt: outcome.wakeAt.getTime() }
  const request = outcome.for === 'approval' ? { request: outcome.request } : {}
  const opened = [{ id: waitId, step, kind: outcome.for, ...wake, ...request, result: output }]
  return on.journal.append([{ type: 'wait.opened', at, step, attempt, waitId, kind: outcome.for, ...wake }], { opened })
}

export function printed(logs: string[]): { logs?: string[] } {
  return logs.length > 0 ? { logs } : {}
}
