import { type Around, checkGraph } from '@/flow/checks/check-graph'
import type { Manifest } from '@/flow/define/manifest'
import { type GraphChanges, GraphCopy } from './graph-changes'
import { type ProblemChanges, problemTeller } from './problem-changes'

/** Checks the flow beside the page, which has better to do than to wait for that. What is left out stays as it was. */
export type CheckQuestion = { changes: GraphChanges; manifest?: Manifest; around?: Around }

export type CheckAnswer = ProblemChanges

const copy = new GraphCopy()
const tell = problemTeller()
let manifest: Manifest = { connectors: [], nodes: {} }
let around: Around = {}

addEventListener('message', ({ data }: MessageEvent<CheckQuestion>) => {
  manifest = data.manifest ?? manifest
  around = data.around ?? around
  const answer: CheckAnswer = tell(checkGraph(copy.take(data.changes), manifest, around))
  postMessage(answer)
})
