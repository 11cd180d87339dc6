'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { toast } from 'sonner'
import { useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Section } from './section'

export function ProfileForm() {
  const trpc = useTRPC()
  const router = useRouter()
  const { user } = useSession().me
  const rename = useMutation(
    trpc.account.rename.mutationOptions({
      onSuccess: () => {
        toast('Name changed')
        router.refresh()
      },
    }),
  )
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    rename.mutate({ name: String(new FormData(event.currentTarget).get('name')).trim() })
  }
  return (
    <Section title="Profile" description="How others see you on flows, runs and approvals.">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" error={rename.error && errorMessage(rename.error)}>
          {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="name" defaultValue={user.name} />}
        </Field>
        <Field label="E-mail" help="Your address is how you sign in; it can't be changed here.">
          {(control) => <Input {...control} readOnly value={user.email} autoComplete="email" />}
        </Field>
        <Button type="submit" loading={rename.isPending} className="self-start">
          Save name
        </Button>
      </form>
    </Section>
  )
}
