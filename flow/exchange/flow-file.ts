import { z } from 'zod'
import type { Graph } from '../graph/graph'
import { parseGraph } from '../graph/upgrade'
import { isJsonObject } from '../json'
import { parseJson } from '../parse-json'
import { LARGEST_FLOW_FILE } from './largest'

/**
 * A whole flow as text: for a file, the clipboard or an address. Besides the graph it says how those things are called that
 * the graph knows by ids only and that another workspace does not have: accounts, flows, people, variables. No secret, no
 * value of a variable and no sample is ever in it (flow/exchange/export.ts).
 */
const FORMAT = 1

const Named = z.strictObject({ id: z.string().min(1).max(200), name: z.string().max(10_000) })

const NeedsSchema = z.strictObject({
  accounts: z
    .array(Named.extend({ connector: z.string().max(200) }))
    .max(1_000)
    .default([]),
  flows: z.array(Named).max(1_000).default([]),
  people: z.array(Named).max(1_000).default([]),
})

const FlowFileSchema = z.strictObject({
  kaos: z.literal('flow'),
  format: z.literal(FORMAT),
  name: z.string().max(10_000),
  needs: NeedsSchema.default({ accounts: [], flows: [], people: [] }),
  /** What was taken out when the file was made, in words. */
  leftOut: z.array(z.string().max(500)).max(10_000).default([]),
  graph: z.unknown(),
})

export type FlowFile = Omit<z.infer<typeof FlowFileSchema>, 'graph'> & { graph: Graph }

export type ReadFile = { ok: true; file: FlowFile } | { ok: false; message: string; hint: string }

export function flowFile(file: Pick<FlowFile, 'name' | 'needs' | 'leftOut' | 'graph'>): FlowFile {
  return { kaos: 'flow', format: FORMAT, ...file }
}

/** Whatever somebody dropped, pasted or gave the address of: a flow, or why it is none. */
export function readFlowFile(text: string): ReadFile {
  if (text.length > LARGEST_FLOW_FILE) {
    return refused('This is too large for a flow.', `A flow may have up to ${LARGEST_FLOW_FILE / 1_000_000} million letters.`)
  }
  const json = jsonIn(text)
  if (json === undefined)
    return refused('This is not a flow.', 'A flow is a file of JSON, as “Export” makes it. Perhaps a part of it is missing.')
  if (!isJsonObject(json) || json.kaos !== 'flow') {
    return json !== null && isJsonObject(json) && json.kaos === 'clip'
      ? refused('These are steps, not a whole flow.', 'Paste them on the canvas of a flow.')
      : refused('This JSON is not a flow.', 'Choose a file that “Export” made.')
  }
  if (typeof json.format === 'number' && json.format > FORMAT) {
    return refused(`This file was made by a newer version (format ${json.format}).`, `This one reads formats up to ${FORMAT}.`)
  }
  const file = FlowFileSchema.safeParse(json)
  if (!file.success) {
    const [issue] = file.error.issues
    return refused('This file is damaged.', `${issue?.path.join('.') || 'The file'}: ${issue?.message ?? 'it cannot be read'}`)
  }
  const graph = parseGraph(file.data.graph)
  if (graph.ok) return { ok: true, file: { ...file.data, graph: graph.graph } }
  const [problem] = graph.problems
  return refused('The flow in this file cannot be read.', [problem?.message, problem?.hint].filter(Boolean).join(' '))
}

function jsonIn(text: string) {
  try {
    return parseJson(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined // said by whoever asks
  }
}

function refused(message: string, hint: string): ReadFile {
  return { ok: false, message, hint }
}
