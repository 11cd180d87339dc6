import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { RememberWorkspace } from '@/components/shell/remember-workspace'
import { SessionProvider } from '@/components/shell/session'
import { Shell } from '@/components/shell/shell'
import { parseSidebar, SIDEBAR_COOKIE } from '@/components/shell/sidebar-preference'
import { TrpcProvider } from '@/components/trpc/provider'
import { LAST_WORKSPACE_COOKIE } from '@/server/auth/home-path'
import { requireMember } from '@/server/auth/require-member'

type WorkspaceLayoutProps = { params: Promise<{ workspace: string }>; children: ReactNode }

export default async function WorkspaceLayout({ params, children }: WorkspaceLayoutProps) {
  const { workspace: slug } = await params
  const session = await requireMember(slug)
  const sidebar = parseSidebar((await cookies()).get(SIDEBAR_COOKIE)?.value)
  return (
    <SessionProvider session={session}>
      <RememberWorkspace cookie={LAST_WORKSPACE_COOKIE} slug={slug} />
      <TrpcProvider key={slug} workspace={slug} person={session.me.user.id}>
        <Shell sidebar={sidebar}>{children}</Shell>
      </TrpcProvider>
    </SessionProvider>
  )
}
