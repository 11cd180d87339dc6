'use client'
import { History } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import type { PastRuns } from '@/flow/what-if/past-runs'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { PickForm, useAvailable } from '../what-if/pick-form'
import { useStartWhatIf } from '../what-if/use-start'
import { useEditor, useScreen } from './context'

/** On which past runs should the draft be tried? */
export function TryDialog() {
  const { screen } = useEditor()
  const open = useScreen((state) => state.dialog === 'try')
  return (
    <DialogRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'try' : null })}>
      {open && <TryForm />}
    </DialogRoot>
  )
}

function TryForm() {
  const { flowId, workspace, draft } = useEditor()
  const go = useGo()
  const [picked, setPicked] = useState<PastRuns>({ most: 50, mode: 'live', ended: 'either' })
  const available = useAvailable(flowId, picked)
  const start = useStartWhatIf({ settled: draft.allSaved, onStarted: (id) => go(hrefOf(workspace, `/flows/${flowId}/tried/${id}`)) })
  return (
    <DialogContent
      title="Try on past runs"
      description="The draft does again what past runs did. Every effect is answered from their record: nothing is sent, nobody is asked, nothing is kept."
      width="md"
      footer={
        <Button variant="primary" disabled={!available} loading={start.isPending} onClick={() => start.mutate({ flowId, ...picked })}>
          <History aria-hidden />
          Try
        </Button>
      }
    >
      <PickForm flowId={flowId} picked={picked} onChange={setPicked} />
    </DialogContent>
  )
}
