import { type Around, checkGraph } from '@/flow/checks/check-graph'
import type { Manifest } from '@/flow/define/manifest'
import type { Problem } from '@/flow/graph/problem'
import { type GraphChanges, GraphCopy } from './graph-changes'

/** Checks the flow beside the page, which has better to do than to wait for that. What is left out stays as it was. */
export type CheckQuestion = { changes: GraphChanges; manifest?: Manifest; around?: Around }

export type CheckAnswer = Problem[]

const copy = new GraphCopy()
let manifest: Manifest = { connectors: [], nodes: {} }
let around: Around = {}

addEventListener('message', ({ data }: MessageEvent<CheckQuestion>) => {
  manifest = data.manifest ?? manifest
  around = data.around ?? around
  const answer: CheckAnswer = checkGraph(copy.take(data.changes), manifest, around)
  postMessage(answer)
})
