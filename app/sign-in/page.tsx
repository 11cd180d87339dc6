import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Entrance } from '@/components/sign-in/entrance'
import { safeNext } from '@/components/sign-in/safe-next'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { createCaller } from '@/server/trpc/caller'

export const metadata: Metadata = { title: 'Sign in' }

type PageProps = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> }

export default async function Page({ searchParams }: PageProps) {
  const [{ next, error }, { oidcName, firstUser, demo }] = await Promise.all([
    searchParams,
    createCaller().then((api) => api.account.signInOptions()),
  ])
  if (firstUser && !demo) redirect('/sign-up')
  return (
    <Entrance title="Sign in to KAOS">
      <SignInForm next={safeNext(next)} oidcName={oidcName} errorCode={typeof error === 'string' ? error : undefined} />
      {firstUser && (
        <p className="mt-5 text-ink-2 text-sm">
          First here?{' '}
          <Link href="/sign-up" className="font-medium text-brand-ink underline underline-offset-2">
            Set up your own workspace
          </Link>
        </p>
      )}
    </Entrance>
  )
}
