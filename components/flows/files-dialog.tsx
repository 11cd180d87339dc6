'use client'
import { useEffect, useRef } from 'react'
import type { JsonObject } from '@/flow/json'
import { DropZone } from '../files/drop-zone'
import { useStartWithFiles } from '../files/use-start-with-files'
import { DialogContent, DialogRoot } from '../ui/dialog'
import type { FlowSummary } from './types'

type FilesDialogProps = { flow: FlowSummary | null; onClose: () => void; onStart: (id: string, input: JsonObject) => Promise<unknown> }

/** A flow that is started by hand with files asks for them. */
export function FilesDialog({ flow, onClose, onStart }: FilesDialogProps) {
  return (
    <DialogRoot open={flow !== null} onOpenChange={(open) => !open && onClose()}>
      {flow && (
        <DialogContent title={`Run ${flow.name}`} description="It runs for real, as published, with the files you give it." width="md">
          <Files flow={flow} onStart={onStart} />
        </DialogContent>
      )}
    </DialogRoot>
  )
}

function Files({ flow, onStart }: Pick<FilesDialogProps, 'onStart'> & { flow: FlowSummary }) {
  const start = useStartWithFiles((input) => onStart(flow.id, input))
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
