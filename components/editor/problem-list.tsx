'use client'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { cn } from '@/components/ui/cn'
import type { Problem } from '@/flow/graph/problem'
import { useCanvas } from '../canvas/model'
import { useEditor } from './context'
import { focusField } from './focus-inspector'
import { useGestures } from './use-gestures'

export function ProblemList({ problems, onChoose }: { problems: readonly Problem[]; onChoose: () => void }) {
  const { graph } = useCanvas()
  const { screen } = useEditor()
  const gestures = useGestures()
  const nodes = useStore(graph, (state) => state.nodes)
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2 px-2 py-3 text-ink-2 text-sm">
        <CircleCheck className="size-4 text-ok" strokeWidth={1.75} aria-hidden />
        Nothing to mend.
      </p>
    )
  }
  return (
    <ul>
      {problems.map((problem) => {
        const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert
        const { nodeId, field } = problem
        const label = nodeId === undefined ? undefined : nodes.get(nodeId)?.label
        return (
          <li key={`${problem.code}${nodeId}${problem.edgeId}${field}${problem.message}`}>
            <button
              type="button"
              disabled={nodeId === undefined}
              onClick={() => {
                onChoose()
                if (nodeId === undefined) return
                screen.setState({ inspectorTab: 'setup' })
                gestures.show(nodeId)
                if (field) focusField(field)
              }}
              className="flex w-full gap-2.5 rounded-sm px-2 py-1.5 text-left text-sm enabled:hover:bg-hover"
            >
              <Icon
                className={cn('mt-0.5 size-4 shrink-0', problem.severity === 'error' ? 'text-bad' : 'text-wait')}
                strokeWidth={1.75}
                aria-hidden
              />
              <span className="min-w-0 break-words">
                {label && !` ${problem.message}`.includes(` ${label} `) && (
                  <>
                    <bdi className="font-medium">{label}</bdi>:{' '}
                  </>
                )}
                {problem.message}
                {problem.hint && <span className="block text-ink-3 text-xs">{problem.hint}</span>}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
