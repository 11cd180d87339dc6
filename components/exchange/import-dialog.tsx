'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC } from '../trpc/provider'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { ImportReportForm } from './import-report-form'
import { ImportSource } from './import-source'

type ImportDialogProps = {
  open: boolean
  onClose: () => void
  /** Where the new flow goes; left out: beside all folders. */
  folderId?: string
  /** What was pasted already. */
  pasted?: string
}

/** A flow from a file, the clipboard or an address: first what it is, then what it needs here, then it is there. */
export function ImportDialog({ open, onClose, folderId, pasted }: ImportDialogProps) {
  return (
    <DialogRoot open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <Import key={pasted} onClose={onClose} folderId={folderId} pasted={pasted} />}
    </DialogRoot>
  )
}

function Import({ onClose, folderId, pasted }: Omit<ImportDialogProps, 'open'>) {
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const read = useMutation(trpc.flows.readImport.mutationOptions({ onSuccess: (_report, input) => setText(input.text) }))
  const { mutate } = read
  useEffect(() => {
    if (pasted) mutate({ text: pasted })
  }, [pasted, mutate])
  if (!read.data) {
    return (
      <DialogContent title="Import a flow" description="From a file, the clipboard or an address. Nothing runs by it." width="md">
        <ImportSource pasted={pasted} busy={read.isPending} error={read.error} onText={(given) => read.mutate({ text: given })} />
      </DialogContent>
    )
  }
  return <ImportReportForm report={read.data} text={text} folderId={folderId} onBack={read.reset} onDone={onClose} />
}
