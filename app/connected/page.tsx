import type { Metadata } from 'next'
import { FinishSignIn } from '@/components/connections/finish-sign-in'
import { TrpcProvider } from '@/components/trpc/provider'

// The address holds a code: it goes nowhere else.
export const metadata: Metadata = { title: 'Connecting', referrer: 'no-referrer' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Where apps send people back to after a sign-in. The page itself changes nothing. */
export default async function Page({ searchParams }: PageProps) {
  const { state, code, error } = await searchParams
  const given = (value: unknown) => (typeof value === 'string' ? value : '')
  const slug = given(state).split('.')[0] || '-'
  return (
    <TrpcProvider workspace={slug}>
      <FinishSignIn slug={slug} state={given(state)} code={given(code)} refused={given(error)} />
    </TrpcProvider>
  )
}
