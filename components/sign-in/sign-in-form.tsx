'use client'
import { KeyRound } from 'lucide-react'
import { signIn } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { useListens } from '../ui/use-listens'
import { FormError } from './form-error'
import { signInMessage } from './sign-in-message'

type SignInFormProps = {
  next: string
  /** The name of the company's own sign-in, when there is one. */
  oidcName?: string
  /** What an interrupted sign-in came back with. */
  errorCode?: string
  email?: string
}

export function SignInForm({ next, oidcName, errorCode, email }: SignInFormProps) {
  const listens = useListens()
  const [error, setError] = useState(errorCode ? signInMessage(errorCode) : null)
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const values = new FormData(event.currentTarget)
    setPending(true)
    setError(null)
    const answer = await signIn('credentials', {
      email: String(values.get('email')).trim(),
      password: String(values.get('password')),
      redirect: false,
    }).catch(() => null)
    if (answer?.ok && !answer.error) return window.location.assign(next)
    setPending(false)
    setError(signInMessage(answer === null ? 'unreachable' : (answer.code ?? answer.error)))
  }

  return (
    <div className="flex flex-col gap-5">
      {oidcName && (
        <>
          <Button size="lg" onClick={() => void signIn('oidc', { redirectTo: next })}>
            <KeyRound strokeWidth={1.75} aria-hidden />
            Continue with {oidcName}
          </Button>
          <div className="flex items-center gap-3 text-ink-3 text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or
          </div>
        </>
      )}
      <form method="post" onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={error} />
        <Field label="E-mail">
          {(control) => (
            <Input {...control} name="email" type="email" required autoComplete="username" defaultValue={email} className="h-10" />
          )}
        </Field>
        <Field label="Password">
          {(control) => <Input {...control} name="password" type="password" required autoComplete="current-password" className="h-10" />}
        </Field>
        <Button type="submit" variant="primary" size="lg" disabled={!listens} loading={pending} className="mt-1">
          Sign in
        </Button>
      </form>
    </div>
  )
}
