'use client'
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../actions/use-actions'
import { QueryError } from '../shell/query-error'
import { Searched } from '../shell/searched'
import { useCan, useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { Invitations } from './invitations'
import { InviteDialog } from './invite-dialog'
import { MemberTable } from './member-table'
import { roleLabel } from './roles'
import { RunLimit } from './run-limit'

export function MembersPage() {
  const trpc = useTRPC()
  const mayManage = useCan('member.manage')
  const mayLimit = useCan('workspace.manage')
  const { workspace } = useSession()
  const [inviting, setInviting] = useState(false)
  const members = useQuery(trpc.members.list.queryOptions())
  useActions(
    mayManage
      ? [
          {
            id: 'member.invite',
            label: 'Invite a member',
            group: 'Members',
            icon: UserPlus,
            shortcut: 'n',
            keywords: 'add person user colleague',
            run: () => setInviting(true),
          },
        ]
      : [],
  )
  return (
    <>
      <TopBar
        actions={
          mayManage && (
            <Button variant="primary" onClick={() => setInviting(true)}>
              <UserPlus aria-hidden />
              Invite
            </Button>
          )
        }
      >
        <Crumbs title="Members" />
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-200 flex-col gap-8 px-3 py-6 sm:px-6">
          <section aria-label={`Members of ${workspace.name}`}>
            {members.isPending && <RowsSkeleton rows={3} />}
            {members.isError && (
              <QueryError title="The members could not be loaded" error={members.error} onRetry={() => members.refetch()} />
            )}
            {members.data && (
              <Searched
                rows={members.data}
                group="Members"
                label="Search members"
                textOf={({ name, email, role }) => `${name} ${email} ${roleLabel(role)}`}
              >
                {(found) => <MemberTable members={found} />}
              </Searched>
            )}
          </section>
          {mayManage && <Invitations onInvite={() => setInviting(true)} />}
          {mayLimit && <RunLimit />}
        </div>
      </div>
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </>
  )
}
