'use client'
import { useMutation } from '@tanstack/react-query'
import { signIn } from 'next-auth/react'
import type { FormEvent } from 'react'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { useListens } from '../ui/use-listens'
import { FormError } from './form-error'
import { MIN_PASSWORD } from './password'

/** The first person of a fresh KAOS: becomes owner of its first workspace. */
export function SignUpForm() {
  const listens = useListens()
  const trpc = useTRPC()
  const signUp = useMutation(
    trpc.account.signUp.mutationOptions({
      onSuccess: async (_, { email, password }) => {
        await signIn('credentials', { email, password, redirect: false })
        window.location.assign('/')
      },
    }),
  )
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const values = new FormData(event.currentTarget)
    const text = (name: string) => String(values.get(name)).trim()
    signUp.mutate({
      name: text('name'),
      email: text('email'),
      workspaceName: text('workspaceName'),
      password: String(values.get('password')),
    })
  }
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError message={signUp.error && errorMessage(signUp.error)} />
      <Field label="Your name">
        {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="name" className="h-10" />}
      </Field>
      <Field label="E-mail">
        {(control) => <Input {...control} name="email" type="email" required maxLength={254} autoComplete="username" className="h-10" />}
      </Field>
      <Field label="Password" help={`At least ${MIN_PASSWORD} characters.`}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            required
            minLength={MIN_PASSWORD}
            autoComplete="new-password"
            className="h-10"
          />
        )}
      </Field>
      <Field label="Workspace" hint="your company or team">
        {(control) => <Input {...control} name="workspaceName" required maxLength={120} autoComplete="organization" className="h-10" />}
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={!listens} loading={signUp.isPending || signUp.isSuccess} className="mt-1">
        Create workspace
      </Button>
    </form>
  )
}
