'use client'
import { useQuery } from '@tanstack/react-query'
import { ExportDialog } from '../exchange/export-dialog'
import { ImportDialog } from '../exchange/import-dialog'
import { useTRPC } from '../trpc/provider'
import { useEditor, useScreen } from './context'

/** This flow for elsewhere, and others that come from there. */
export function ExchangeDialogs() {
  const { flowId, screen } = useEditor()
  const trpc = useTRPC()
  const dialog = useScreen((state) => state.dialog)
  const flow = useQuery(trpc.flows.get.queryOptions({ id: flowId }))
  const close = () => screen.setState({ dialog: null })
  return (
    <>
      <ExportDialog flow={dialog === 'export' && flow.data ? flow.data : null} onClose={close} />
      <ImportDialog open={dialog === 'import'} onClose={close} folderId={flow.data?.folderId ?? undefined} />
    </>
  )
}
