'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { toast } from 'sonner'
import { MIN_PASSWORD } from '../sign-in/password'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Section } from './section'

export function PasswordForm() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const change = useMutation(trpc.account.changePassword.mutationOptions())
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const values = new FormData(form)
    change.mutate(
      { current: String(values.get('current')), next: String(values.get('next')) },
      {
        onSuccess: () => {
          form.reset()
          toast('Password changed')
          void queryClient.invalidateQueries(trpc.account.sessions.pathFilter())
        },
      },
    )
  }
  return (
    <Section title="Password" description="Changing it signs out every other browser.">
      <form method="post" onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Current password" error={change.error && errorMessage(change.error)}>
          {(control) => <Input {...control} name="current" type="password" required autoComplete="current-password" />}
        </Field>
        <Field
          label="New password"
          help={`At least ${MIN_PASSWORD} characters. A few words in a row are easy to remember and hard to guess.`}
        >
          {(control) => <Input {...control} name="next" type="password" required minLength={MIN_PASSWORD} autoComplete="new-password" />}
        </Field>
        <Button type="submit" loading={change.isPending} className="self-start">
          Change password
        </Button>
      </form>
    </Section>
  )
}
