'use client'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '@/components/ui/popover'
import { useEditor, useScreen } from './context'
import { ProblemList } from './on-demand'
import { useAllProblems } from './use-all-problems'

/** How many things are to be mended, and the list of them. */
export function ProblemsButton() {
  const { screen, draft } = useEditor()
  const open = useScreen((state) => state.dialog === 'problems')
  const problems = useAllProblems()
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const empty = useStore(draft.graph, (state) => state.nodes.size === 0)
  if ((problems.length === 0 || empty) && !open) return null
  return (
    <PopoverRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'problems' : null })}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          className="max-sm:h-6 max-sm:px-1.5"
          aria-label={problems.length === 1 ? '1 problem' : `${problems.length} problems`}
        >
          {errors > 0 ? <CircleAlert className="text-bad" aria-hidden /> : <TriangleAlert className="text-wait" aria-hidden />}
          <span className="tabular-nums">{problems.length}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-90 p-1.5">
        <ProblemList problems={problems} onChoose={() => screen.setState({ dialog: null })} />
      </PopoverContent>
    </PopoverRoot>
  )
}
