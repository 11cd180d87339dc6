'use client'
import { memo, useMemo } from 'react'
import { useStore } from 'zustand'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import type { GraphState } from '../draft/graph-store'
import { useFlowNames } from '../flow-calls/use-flow-names'
import { useCanvas } from './model'
import { type SentencePart, sentenceParts } from './sentence-parts'

/** What a step will do, in words, with mapped data as pills. */
export const Sentence = memo(function Sentence({ node, type }: { node: Node; type: ManifestNode | undefined }) {
  const { graph } = useCanvas()
  const flows = useFlowNames(type)
  const labels = useStore(graph, labelsIn)
  const sentence = useMemo(() => (type ? sentenceParts(type, node.params, labels, flows) : []), [type, node.params, labels, flows])
  if (!type) return <>This step’s app is not installed here.</>
  // biome-ignore lint/suspicious/noArrayIndexKey: words have no identity and keep no state
  return sentence.map((part, index) => <Part key={index} part={part} />)
})

function Part({ part }: { part: SentencePart }) {
  switch (part.kind) {
    case 'words':
      return <>{part.text}</>
    case 'value':
      return <span className="break-words font-medium text-ink">{part.text}</span>
    case 'pill':
      return (
        <span
          title={part.path}
          className="inline-block max-w-full truncate rounded-[5px] bg-brand-soft px-1.5 align-bottom font-medium text-brand-ink"
        >
          {part.text}
        </span>
      )
    case 'gap':
      return part.text ? <span className="border-line-strong border-b border-dashed text-ink-3">{part.text}</span> : null
  }
}

const known = new WeakMap<GraphState['nodes'], ReadonlyMap<string, string>>()
let latest: ReadonlyMap<string, string> = new Map()

/** Steps by the key that mappings use; worked out once for each state of the flow, and the same as long as no name has changed. */
export function labelsIn({ nodes }: GraphState): ReadonlyMap<string, string> {
  const before = known.get(nodes)
  if (before) return before
  const now = new Map([...nodes.values()].map((node) => [node.key, node.label]))
  if (!sameEntries(now, latest)) latest = now
  known.set(nodes, latest)
  return latest
}

function sameEntries(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  if (a.size !== b.size) return false
  for (const [key, value] of a) if (b.get(key) !== value) return false
  return true
}
