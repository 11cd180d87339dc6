'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { CopyField } from '../ui/copy-field'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormDialogContent } from '../ui/form-dialog'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { ROLE_OPTIONS, type Role } from './roles'

const USUAL: Role = 'builder'

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** Asks whom and as what, then hands out a link to pass on. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [role, setRole] = useState<Role>(USUAL)
  const invite = useMutation(
    trpc.members.invite.mutationOptions({
      // The link is shown only now, also to whoever did not wait for it.
      onSuccess: () => onOpenChange(true),
      onSettled: () => queryClient.invalidateQueries(trpc.members.invitations.pathFilter()),
    }),
  )

  function change(next: boolean) {
    onOpenChange(next)
    if (next || invite.isPending) return
    invite.reset()
    setRole(USUAL)
  }

  return (
    <DialogRoot open={open} onOpenChange={change}>
      {invite.isSuccess ? (
        <DialogContent
          title="Invitation ready"
          description={`Send this link to ${invite.variables.email}. It works once, for that address, and is shown only now.`}
          footer={
            <>
              <Button variant="ghost" onClick={() => invite.reset()}>
                Invite another
              </Button>
              <Button variant="primary" onClick={() => change(false)}>
                Done
              </Button>
            </>
          }
        >
          <CopyField label="Invitation link" value={invite.data.link} />
        </DialogContent>
      ) : (
        <FormDialogContent
          title="Invite a member"
          confirm="Create invitation"
          pending={invite.isPending}
          onClose={() => change(false)}
          onSubmit={(form) => invite.mutate({ email: String(form.get('email')).trim(), role })}
        >
          <Field label="E-mail" error={invite.error && errorMessage(invite.error)}>
            {(control) => (
              <Input {...control} name="email" type="email" required maxLength={254} autoComplete="off" placeholder="mona@acme.example" />
            )}
          </Field>
          <Field label="Role" help={ROLE_OPTIONS.find(({ value }) => value === role)?.description}>
            {(control) => <Select {...control} value={role} options={ROLE_OPTIONS} onChange={setRole} />}
          </Field>
        </FormDialogContent>
      )}
    </DialogRoot>
  )
}
