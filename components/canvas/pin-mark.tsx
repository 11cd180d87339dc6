'use client'
import { Pin } from 'lucide-react'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'

/** A pinned step is not run in tests. What a start begins tests with is no pin. */
export function PinMark({ node, type }: { node: Node; type: ManifestNode | undefined }) {
  if (node.sample === undefined || type?.kind === 'trigger') return null
  return (
    <span title="Pinned: tests use its data instead of running it" className="flex text-brand-ink">
      <Pin role="img" aria-label="Pinned" className="size-3.5" strokeWidth={1.75} />
    </span>
  )
}
