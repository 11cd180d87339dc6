'use client'
import { FileUp } from 'lucide-react'
import { useId } from 'react'
import type { JsonObject } from '@/flow/json'
import { useStartWithFiles } from '../../files/use-start-with-files'
import { useTRPCClient } from '../../trpc/provider'
import { cn } from '../../ui/cn'
import { useEditor, useScreen } from '../context'
import { useFilesOver } from '../use-files-over'
import { drawInvoiceReader } from './draw-invoice-reader'

/** An invoice let go on an empty canvas becomes a flow that reads invoices, and shows at once what it reads on this one. */
export function InvoiceStart() {
  const { flowId, draft, canvas, mayTest, follow } = useEditor()
  const client = useTRPCClient()
  const effects = useScreen((state) => state.effects)
  const id = useId()
  const { 'trigger.manual': manual, 'documents.read-invoice': reader } = canvas.manifest.nodes
  const start = useStartWithFiles(async (input: JsonObject) => {
    if (!manual || !reader) return
    const { edits, triggerId } = drawInvoiceReader(manual, reader)
    draft.edit(...edits)
    await draft.allSaved()
    const { runId } = await client.runs.test.mutate({ flowId, input, triggerNodeId: triggerId, effects })
    follow('run', await client.runs.get.query({ id: runId }))
  })
  const over = useFilesOver((files) => start.isPending || start.mutate({ files }))
  if (!mayTest || !manual || !reader) return null
  return (
    <label
      htmlFor={id}
      className={cn(
        'pointer-events-auto flex cursor-pointer items-center gap-3 rounded-md border border-line-strong border-dashed bg-surface px-4 py-3 text-left transition-colors focus-within:border-brand focus-within:ring-2 focus-within:ring-brand/30 hover:border-brand',
        over && 'border-brand bg-brand-soft',
        start.isPending && 'cursor-progress opacity-60',
      )}
    >
      <FileUp className="size-5 shrink-0 text-ink-3" strokeWidth={1.5} aria-hidden />
      <span>
        <span className="block font-semibold">{start.isPending ? 'On its way…' : over ? 'Let go to begin' : 'Drop an invoice here'}</span>
        <span className="text-ink-2 text-sm">A flow is drawn that reads it, and you see what it finds.</span>
      </span>
      <input
        id={id}
        type="file"
        disabled={start.isPending}
        accept="application/pdf,image/*,.xml"
        className="sr-only"
        aria-label="Start with an invoice"
        onChange={(event) => start.mutate({ files: [...(event.target.files ?? [])] })}
      />
    </label>
  )
}
