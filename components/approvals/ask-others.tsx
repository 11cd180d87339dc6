'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { approversOf, matching, nobodyIn, optionsOf, withWho } from '../inspector/controls/approver-list'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { NameDialog } from '../ui/name-dialog'

/** For an admin, when nobody who was asked can decide any more. */
export function AskOthers({ id }: { id: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const members = useQuery(trpc.members.list.queryOptions(undefined, { enabled: open }))
  const reassign = useMutation(
    trpc.approvals.reassign.mutationOptions({
      onSuccess: () => setOpen(false),
      onError: (error) => setProblem(errorMessage(error)),
      onSettled: () => queryClient.invalidateQueries(trpc.approvals.pathFilter()),
    }),
  )

  function submit(text: string) {
    const who = matching(text, optionsOf(members.data ?? []))
    if (!who) return setProblem(nobodyIn(members))
    setProblem(null)
    reassign.mutate({ id, approvers: withWho(approversOf(undefined), who) })
  }

  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <UserPlus aria-hidden />
        Ask others
      </Button>
      <NameDialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          setProblem(null)
        }}
        title="Who decides instead?"
        label="A member, a role or an address"
        placeholder="Any owner"
        confirm="Ask them"
        pending={reassign.isPending}
        error={problem}
        onSubmit={submit}
      />
    </>
  )
}
