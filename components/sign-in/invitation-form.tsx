'use client'
import { useMutation } from '@tanstack/react-query'
import { signIn } from 'next-auth/react'
import type { FormEvent } from 'react'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import type { Outputs } from '../trpc/types'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { useListens } from '../ui/use-listens'
import { FormError } from './form-error'
import { MIN_PASSWORD } from './password'

type InvitationFormProps = { token: string; invitation: Outputs['account']['openInvitation'] }

/** Accepts an invitation: someone new gives a name and a password, someone known just the password. */
export function InvitationForm({ token, invitation: { email, hasAccount } }: InvitationFormProps) {
  const listens = useListens()
  const trpc = useTRPC()
  const accept = useMutation(
    trpc.account.acceptInvitation.mutationOptions({
      onSuccess: async (_, { password }) => {
        if (password) await signIn('credentials', { email, password, redirect: false })
        window.location.assign('/')
      },
    }),
  )
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const values = new FormData(event.currentTarget)
    const name = values.get('name')
    accept.mutate({ token, password: String(values.get('password')), name: name === null ? undefined : String(name).trim() })
  }
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError message={accept.error && errorMessage(accept.error)} />
      <Field label="E-mail">
        {(control) => <Input {...control} type="email" readOnly value={email} autoComplete="username" className="h-10" />}
      </Field>
      {!hasAccount && (
        <Field label="Your name">
          {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="name" className="h-10" />}
        </Field>
      )}
      <Field label="Password" help={hasAccount ? 'The one you already sign in with.' : `At least ${MIN_PASSWORD} characters.`}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            required
            minLength={hasAccount ? undefined : MIN_PASSWORD}
            autoComplete={hasAccount ? 'current-password' : 'new-password'}
            className="h-10"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={!listens} loading={accept.isPending || accept.isSuccess} className="mt-1">
        Join
      </Button>
    </form>
  )
}
