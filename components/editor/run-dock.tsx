'use client'
import { ChevronDown, ChevronUp, ExternalLink, History, Square, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { StatusPill } from '@/components/ui/status-pill'
import { isTerminal } from '@/flow/engine/status'
import { CancelLine } from '../runs/cancel-line'
import { RunLine } from '../runs/run-line'
import { Timeline } from '../runs/timeline'
import { useCancelRun } from '../runs/use-cancel-run'
import { useEditor, useScreen, useSelection } from './context'
import { useFollowed } from './use-followed'
import { useGestures } from './use-gestures'

/** The run on the canvas, along the bottom: state, who started it, and where its time went. */
export function RunDock() {
  const { workspace, screen } = useEditor()
  const followed = useFollowed(useScreen((state) => state.run))
  const gestures = useGestures()
  const [selected] = useSelection()
  const [open, setOpen] = useState(true)
  const cancel = useCancelRun()
  if (!followed) return null
  const { run, status, behind, view } = followed
  return (
    <section aria-label="Run" className="absolute right-3.5 bottom-3.5 left-16 z-10 rounded-md border bg-surface px-3 py-2.5 shadow-card">
      <header className="flex items-center gap-2.5">
        <h2 className="shrink-0 font-semibold text-sm">
          {run.mode === 'test' ? 'Test' : 'Run'} {run.id.slice(-4)}
        </h2>
        {run.effectsBlocked && <Badge className="max-md:hidden">nothing sent</Badge>}
        <span aria-live="polite">
          <StatusPill status={status} />
        </span>
        {behind && !isTerminal(status) && <span className="text-wait-ink text-xs">Reconnecting</span>}
        <RunLine workspace={workspace} followed={followed} />
        <span className="ml-auto flex shrink-0 items-center gap-1">
          {!isTerminal(status) && !view.tidying && (
            <Button variant="ghost" size="sm" loading={cancel.isPending} onClick={() => cancel.mutate({ id: run.id })}>
              <Square aria-hidden />
              Cancel
            </Button>
          )}
          <IconButton size="sm" icon={History} label="Show another run" side="top" onClick={() => screen.setState({ dialog: 'runs' })} />
          <Button variant="ghost" size="sm" asChild>
            <Link href={`/w/${workspace}/runs/${run.id}`} onClick={() => findAgain(run.id)}>
              <ExternalLink aria-hidden />
              Open run
            </Link>
          </Button>
          <IconButton
            size="sm"
            icon={open ? ChevronDown : ChevronUp}
            label={open ? 'Fold the timeline' : 'Show the timeline'}
            side="top"
            onClick={() => setOpen(!open)}
          />
          <IconButton size="sm" icon={X} label="Hide the run" side="top" onClick={() => screen.setState({ run: null })} />
        </span>
      </header>
      <CancelLine followed={followed} className="mt-1 text-ink-2 text-sm" />
      {view.error && <p className="mt-1 text-bad-ink text-sm">{view.error.message}</p>}
      {open && <Timeline followed={followed} selected={selected} onSelect={gestures.show} />}
    </section>
  )
}

/** Whoever comes back to the editor finds the run there. */
function findAgain(runId: string) {
  window.history.replaceState(null, '', `?run=${runId}`)
}
