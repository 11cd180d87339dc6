import type { Metadata } from 'next'
import { QuietActions } from '@/components/actions/quiet-actions'
import { LinkPage } from '@/components/approvals/link-page'
import { TrpcProvider } from '@/components/trpc/provider'

// The address is the key: it goes nowhere else.
export const metadata: Metadata = { title: 'Approval', referrer: 'no-referrer', robots: { index: false } }

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  return (
    <TrpcProvider workspace="-">
      <QuietActions>
        <LinkPage token={decodeURIComponent(token)} />
      </QuietActions>
    </TrpcProvider>
  )
}
