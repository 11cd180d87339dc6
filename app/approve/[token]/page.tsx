import type { Metadata } from 'next'
import { LinkedApproval } from '@/components/approvals/linked-approval'
import { Entrance } from '@/components/sign-in/entrance'
import { TrpcProvider } from '@/components/trpc/provider'
import { createCaller } from '@/server/trpc/caller'

export const metadata: Metadata = { title: 'Approval', referrer: 'no-referrer', robots: { index: false, follow: false } }
export const dynamic = 'force-dynamic'

/** For somebody who was asked by mail and has no account. Opening it decides nothing. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const api = await createCaller()
  const approval = await api.approvals.openLink({ token }).catch(() => null)
  if (!approval) {
    return (
      <Entrance
        title="This link is not valid any more"
        lead="It may have expired, or was not copied whole. Ask whoever sent it for a new one."
      >
        {null}
      </Entrance>
    )
  }
  return (
    <TrpcProvider workspace="-">
      <LinkedApproval token={token} />
    </TrpcProvider>
  )
}
