'use client'
import { Pencil, Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import type { FollowedRun } from '../../runs/follow-run'
import { useEditor } from '../context'
import { lastResult } from './last-result'
import { SampleForm } from './sample-form'
import { useStepTesting } from './use-step-testing'

type PinnedDataProps = { node: Node; type: ManifestNode; followed: FollowedRun | null }

/** Above a step's data: whether tests use data that is pinned, which, and the ways to change that. */
export function PinnedData({ node, type, followed }: PinnedDataProps) {
  const { mayEdit } = useEditor()
  const { togglePin } = useStepTesting()
  const [editing, setEditing] = useState(false)
  const pinned = node.sample !== undefined
  if (!mayEdit) return pinned ? <p className="border-b px-4 py-3 text-ink-2 text-sm">{PINNED}</p> : null
  const result = lastResult(followed, node.id)
  return (
    <section aria-label="Pinned data" className="border-b px-4 py-3">
      {pinned && <p className="mb-2 text-ink-2 text-sm">{PINNED}</p>}
      {editing ? (
        <SampleForm
          node={node}
          type={type}
          start={node.sample ?? result?.state.output ?? type.examples[0]?.output ?? {}}
          onClose={() => setEditing(false)}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          {pinned ? (
            <Button size="sm" onClick={() => togglePin(node.id)}>
              <PinOff aria-hidden />
              Unpin
            </Button>
          ) : (
            result && (
              <Button size="sm" onClick={() => togglePin(node.id)}>
                <Pin aria-hidden />
                Pin this output
                <Kbd keys="p" />
              </Button>
            )
          )}
          <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
            <Pencil aria-hidden />
            {pinned ? 'Edit' : 'Write data by hand'}
          </Button>
        </div>
      )}
    </section>
  )
}

const PINNED = 'Pinned: tests take this data and do not run the step. Live runs do not use it.'
