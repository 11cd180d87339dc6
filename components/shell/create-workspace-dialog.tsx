'use client'
import { useMutation } from '@tanstack/react-query'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { NameDialog } from '../ui/name-dialog'
import { hrefOf } from './navigation'

type CreateWorkspaceDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

export function CreateWorkspaceDialog({ open, onOpenChange }: CreateWorkspaceDialogProps) {
  const trpc = useTRPC()
  const create = useMutation(
    trpc.account.createWorkspace.mutationOptions({
      // A full load: the list of workspaces comes with the page.
      onSuccess: ({ slug }) => window.location.assign(hrefOf(slug, '/flows')),
    }),
  )
  return (
    <NameDialog
      open={open}
      onOpenChange={onOpenChange}
      title="New workspace"
      placeholder="Acme Finance"
      confirm="Create workspace"
      pending={create.isPending || create.isSuccess}
      error={create.error && errorMessage(create.error)}
      onSubmit={(name) => create.mutate({ name })}
    />
  )
}
