'use client'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect } from 'react'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Skeleton } from '../ui/skeleton'
import { download } from './download'
import { fileNameOf } from './file-name'

type ExportDialogProps = { flow: { id: string; name: string } | null; onClose: () => void }

/** A flow as a file or on the clipboard, and what of it stays here. */
export function ExportDialog({ flow, onClose }: ExportDialogProps) {
  return (
    <DialogRoot open={flow !== null} onOpenChange={(open) => !open && onClose()}>
      {flow && <Exported key={flow.id} flow={flow} />}
    </DialogRoot>
  )
}

function Exported({ flow }: { flow: { id: string; name: string } }) {
  const trpc = useTRPC()
  const { mutate, data, error } = useMutation(trpc.flows.export.mutationOptions())
  useEffect(() => mutate({ id: flow.id }), [mutate, flow.id])
  const text = data && `${JSON.stringify(data, null, 2)}\n`
  return (
    <DialogContent
      title={`Export ${flow.name}`}
      description="Its draft as a file that another workspace can import."
      width="md"
      footer={
        text && (
          <>
            <CopyButton text={text} />
            <Button variant="primary" onClick={() => download(fileNameOf(flow.name), new Blob([text], { type: 'application/json' }))}>
              <Download aria-hidden />
              Download
            </Button>
          </>
        )
      }
    >
      {error && <p className="text-bad-ink text-sm">{errorMessage(error)}</p>}
      {!data && !error && <Skeleton className="h-16" />}
      {data && (
        <div className="flex flex-col gap-3 text-md">
          <p className="text-ink-2">
            Accounts, other flows and people are named in it, so that they can be chosen anew. Passwords, keys, values of variables and data
            of runs stay here.
          </p>
          {data.leftOut.length > 0 && (
            <section>
              <h3 className="font-medium text-sm">Taken out of this file</h3>
              <ul className="mt-1 max-h-40 overflow-y-auto text-ink-2 text-sm">
                {data.leftOut.map((what) => (
                  <li key={what} className="break-words">
                    {what}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </DialogContent>
  )
}
