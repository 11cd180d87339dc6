import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import type { RunEvent, StepError } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { planOf } from '@/flow/engine/plan'
import { type NodeView, type RunView, runView } from '@/flow/engine/run-view'
import { nodeOf } from '@/flow/engine/step'
import type { Graph, Node } from '@/flow/graph/graph'
import { isJsonObject, type Json } from '@/flow/json'
import { inWorkspace } from '../../db/tenancy'
import { trustedKeys } from '../../governance/chain/keys'
import { checkReceipt, type ReceiptCheck } from '../../governance/receipt/check-receipt'
import { addFileIds } from '../../governance/receipt/read-records'
import type { ReceiptFile } from '../../governance/receipt/receipt-file'
import type { FileRecord } from '../../governance/receipt/run-seal'
import type { Call } from '../call'
import { demand } from '../permissions'
import { type LoadedReceipt, loadReceipt } from './load-receipt'
import { type Reading, readingsIn } from './readings'

export const RunReceiptInput = z.strictObject({ id: z.uuid() })

export type ReceiptStep = Pick<NodeView, 'status' | 'startedAt' | 'finishedAt' | 'attempt' | 'port' | 'counts' | 'error' | 'look'> & {
  node: Node
  /** Left out where it is long. */
  output: Json
}

export type RunReceipt = Omit<ReceiptFile, 'journal' | 'files' | 'graph' | 'exchanges' | 'kind' | 'format'> & {
  error: StepError | null
  /** Set for a run that was cancelled; `tidied`: the steps it did after that, and how many were to be done. */
  cancelled: { by: string | null; tidied: { done: number; total: number } | null } | null
  /** Those that came with what started it. */
  files: FileRecord[]
  /** All steps of the flow, for the names that steps and calls are shown by. */
  nodes: { id: string; key: string; label: string }[]
  steps: ReceiptStep[]
  readings: Reading[]
  journal: { events: number; digest: string | null }
  check: ReceiptCheck & { at: Date }
}

/** What a run did, who and what was part of it, and whether the record of it is still what was sealed: worked out anew each time. */
export async function runReceipt({ actor }: Call, input: z.input<typeof RunReceiptInput>): Promise<RunReceipt> {
  demand(actor, 'run.read')
  const { id } = RunReceiptInput.parse(input)
  const loaded = await inWorkspace(actor.workspaceId, (tx) => loadReceipt(tx, actor, id))
  const { file, graph, run, canceller } = loaded
  const { journal: events, files, graph: _, exchanges: __, kind: ___, format: ____, ...facts } = file
  const came = new Set<string>()
  addFileIds(run.input, came)
  const check = { ...checkReceipt(file, trustedKeys()), at: new Date() }
  const sealed = isJsonObject(file.seal?.event.detail.journal) ? file.seal.event.detail.journal.digest : null
  const view = viewOf(loaded)
  return {
    ...facts,
    error: run.error,
    cancelled: run.status === 'cancelled' || view.tidying ? { by: canceller, tidied: view.tidying } : null,
    files: files.filter(({ id }) => came.has(id)),
    nodes: graph.nodes.map(({ id, key, label }) => ({ id, key, label })),
    steps: stepsIn(view, graph),
    readings: readingsIn(events as RunEvent[], (step) => graph.nodes.find(({ id }) => id === nodeOf(step))?.label ?? ''), // as the journal gave them
    journal: { events: events.length, digest: typeof sealed === 'string' ? sealed : null },
    check,
  }
}

const LONGEST_OUTPUT = 4_000

function viewOf({ file, graph, run }: LoadedReceipt): RunView {
  const plan = planOf(graph, manifest, run.untilNodeId ?? undefined)
  return runView(plan, fold(plan, file.journal as RunEvent[])) // as the journal gave them
}

/** Those that started or were passed over, as they began; of a loop, its steps taken together. */
function stepsIn(view: RunView, graph: Graph): ReceiptStep[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const steps = [...view.nodes].flatMap(([id, seen]) => {
    const node = nodes.get(id)
    if (!node || seen.status === 'idle') return []
    const { status, startedAt, finishedAt, attempt, port, counts, error, look, output } = seen
    const told = JSON.stringify(output).length > LONGEST_OUTPUT ? null : output
    return [{ node, status, startedAt, finishedAt, attempt, port, counts, error, look, output: told }]
  })
  return steps.sort((a, b) => (a.startedAt ?? Number.POSITIVE_INFINITY) - (b.startedAt ?? Number.POSITIVE_INFINITY))
}
