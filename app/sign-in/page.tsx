import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Entrance } from '@/components/sign-in/entrance'
import { safeNext } from '@/components/sign-in/safe-next'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { createCaller } from '@/server/trpc/caller'

export const metadata: Metadata = { title: 'Sign in' }

type PageProps = { searchParams: Promise<{ next?: string; error?: string }> }

export default async function Page({ searchParams }: PageProps) {
  const [{ next, error }, { oidcName, firstUser }] = await Promise.all([
    searchParams,
    createCaller().then((api) => api.account.signInOptions()),
  ])
  if (firstUser) redirect('/sign-up')
  return (
    <Entrance title="Sign in to KAOS">
      <SignInForm next={safeNext(next)} oidcName={oidcName} errorCode={error} />
    </Entrance>
  )
}
