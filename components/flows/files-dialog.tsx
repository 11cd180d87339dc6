'use client'
import { useEffect, useRef } from 'react'
import { DropZone } from '../files/drop-zone'
import { useStartWithFiles } from '../files/use-start-with-files'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { useTRPCClient } from '../trpc/provider'
import { DialogContent, DialogRoot } from '../ui/dialog'
import type { FlowSummary } from './types'

type FilesDialogProps = { flow: FlowSummary | null; onClose: () => void }

/** A flow that is started by hand with files asks for them. */
export function FilesDialog({ flow, onClose }: FilesDialogProps) {
  return (
    <DialogRoot open={flow !== null} onOpenChange={(open) => !open && onClose()}>
      {flow && (
        <DialogContent title={`Run ${flow.name}`} description="It runs for real, as published, with the files you give it." width="md">
          <Files flow={flow} />
        </DialogContent>
      )}
    </DialogRoot>
  )
}

function Files({ flow }: { flow: FlowSummary }) {
  const { slug } = useSession().workspace
  const client = useTRPCClient()
  const go = useGo()
  const start = useStartWithFiles(async (input) => {
    const { runId } = await client.runs.start.mutate({ flowId: flow.id, input })
    go(hrefOf(slug, `/runs/${runId}`))
  })
  const closed = useRef<AbortController>(undefined)
  useEffect(() => () => closed.current?.abort(), [])
  const begin = (files: File[]) => {
    closed.current = new AbortController()
    start.mutate({ files, givenUp: closed.current.signal })
  }
  return (
    <DropZone
      title={start.isPending ? 'On its way…' : 'Drop files here'}
      hint="or click to choose; the flow starts at once"
      busy={start.isPending}
      onFiles={begin}
    />
  )
}
