import type { Metadata } from 'next'
import Link from 'next/link'
import { Entrance } from '@/components/sign-in/entrance'
import { InvitationForm } from '@/components/sign-in/invitation-form'
import { TrpcProvider } from '@/components/trpc/provider'
import { Button } from '@/components/ui/button'
import { createCaller } from '@/server/trpc/caller'

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const api = await createCaller()
  const invitation = await api.account.openInvitation({ token }).catch(() => null)
  if (!invitation) {
    return (
      <Entrance
        title="This invitation is no longer open"
        lead="It was used, withdrawn or has expired. Ask the person who sent it for a new one."
      >
        <Button asChild>
          <Link href="/">Go to KAOS</Link>
        </Button>
      </Entrance>
    )
  }
  return (
    <Entrance title={`Join ${invitation.workspaceName}`} lead="You were invited to work on its flows.">
      <TrpcProvider workspace="-">
        <InvitationForm token={token} invitation={invitation} />
      </TrpcProvider>
    </Entrance>
  )
}
