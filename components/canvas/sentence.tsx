'use client'
import { memo } from 'react'
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
  // Kept as text: the card is drawn again when a name it mentions changes, and not for every other edit.
  const parts = useStore(graph, (state) => JSON.stringify(type ? sentenceParts(type, node.params, labelsIn(state), flows) : []))
  if (!type) return <>This step’s app is not installed here.</>
  const sentence = JSON.parse(parts) as SentencePart[] // written by the line above
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

/** Steps by the key that mappings use; worked out once for each state of the flow, not once a card. */
export function labelsIn({ nodes }: GraphState): ReadonlyMap<string, string> {
  const labels = known.get(nodes) ?? new Map([...nodes.values()].map((node) => [node.key, node.label]))
  known.set(nodes, labels)
  return labels
}
