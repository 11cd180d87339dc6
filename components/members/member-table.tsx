'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UserMinus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Action } from '../actions/action'
import { ActionsHead, RowActions } from '../actions/row-actions'
import { useCan, useSession } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Outputs } from '../trpc/types'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { RelativeTime } from '../ui/relative-time'
import { Select } from '../ui/select'
import { Table, TableCell, TableHead, TableRow } from '../ui/table'
import { ROLE_OPTIONS, roleLabel } from './roles'

type Member = Outputs['members']['list'][number]

export function MemberTable({ members }: { members: readonly Member[] }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayManage = useCan('member.manage')
  const { me, workspace } = useSession()
  const router = useRouter()
  const [removing, setRemoving] = useState<Member | null>(null)
  const settle = {
    onError: sayFailure,
    onSettled: (_data: unknown, _error: unknown, { userId }: { userId: string }) => {
      // What one may do oneself comes with the page.
      if (userId === me.user.id) router.refresh()
      return queryClient.invalidateQueries(trpc.members.list.pathFilter())
    },
  }
  const setRole = useMutation(trpc.members.setRole.mutationOptions(settle))
  const remove = useMutation(trpc.members.remove.mutationOptions(settle))

  const actionsOf = (member: Member): Action[] => [
    {
      id: 'member.remove',
      label: `Remove from ${workspace.name}`,
      group: member.name,
      icon: UserMinus,
      danger: true,
      run: () => setRemoving(member),
    },
  ]

  return (
    <>
      <Table aria-label="Members" className="table-fixed">
        <thead>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead className="w-34 sm:w-38">Role</TableHead>
            <TableHead className="hidden w-34 sm:table-cell">Joined</TableHead>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <TableRow key={member.userId} className="hover:bg-transparent">
              <TableCell className="h-14">
                <div className="flex min-w-0 items-center gap-3">
                  <Avatar name={member.name} id={member.userId} />
                  <div className="min-w-0">
                    <p className="flex items-center gap-2 font-medium">
                      <span title={member.name} dir="auto" className="truncate">
                        {member.name}
                      </span>
                      {member.userId === me.user.id && <Badge>You</Badge>}
                    </p>
                    <p title={member.email} className="truncate text-ink-3 text-sm">
                      {member.email}
                    </p>
                  </div>
                </div>
              </TableCell>
              <TableCell>
                {mayManage ? (
                  <Select
                    aria-label={`Role of ${member.name}`}
                    value={member.role}
                    options={ROLE_OPTIONS}
                    onChange={(role) => setRole.mutate({ userId: member.userId, role })}
                    className="w-full sm:w-32"
                  />
                ) : (
                  roleLabel(member.role)
                )}
              </TableCell>
              <TableCell className="hidden text-ink-3 text-sm sm:table-cell">
                <RelativeTime at={member.joinedAt} />
              </TableCell>
              <RowActions name={member.name} actions={mayManage ? actionsOf(member) : []} />
            </TableRow>
          ))}
        </tbody>
      </Table>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing?.name ?? ''}?`}
        confirm={`Remove ${removing?.name ?? ''}`}
        pending={remove.isPending}
        // Until they are out of the list they could be removed once more.
        onConfirm={() => removing && remove.mutate({ userId: removing.userId }, { onSuccess: () => setRemoving(null) })}
      >
        They lose access to {workspace.name} at once. Their flows and runs stay. To bring them back, invite them again.
      </ConfirmDialog>
    </>
  )
}
