import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Entrance } from '@/components/sign-in/entrance'
import { SignUpForm } from '@/components/sign-in/sign-up-form'
import { TrpcProvider } from '@/components/trpc/provider'
import { createCaller } from '@/server/trpc/caller'

export const metadata: Metadata = { title: 'Set up' }

export default async function Page() {
  const { firstUser, demo } = await (await createCaller()).account.signInOptions()
  if (!firstUser) redirect('/sign-in')
  return (
    <Entrance title="Set up KAOS" lead="You are the first here, so you become the owner of the first workspace.">
      <TrpcProvider workspace="-">
        <SignUpForm />
      </TrpcProvider>
      {demo && (
        <p className="mt-5 text-ink-2 text-sm">
          Only looking?{' '}
          <Link href="/sign-in" className="font-medium text-brand-ink underline underline-offset-2">
            Sign in to the demo
          </Link>
        </p>
      )}
    </Entrance>
  )
}
