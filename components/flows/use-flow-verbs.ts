'use client'
import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import type { Inputs } from '../trpc/types'
import { useShownAtOnce } from './use-shown-at-once'

/** What can be done to flows from a list: done at once on screen, taken back when the server refuses or is not reached. */
export function useFlowVerbs() {
  const trpc = useTRPC()
  const go = useGo()
  const { slug } = useSession().workspace

  const { settle, shownAtOnce } = useShownAtOnce()
  const restore = useMutation(trpc.flows.restore.mutationOptions(settle))

  return {
    create: useMutation(
      trpc.flows.create.mutationOptions({
        ...settle,
        onSuccess: ({ id }) => go(hrefOf(slug, `/flows/${id}`)),
      }),
    ),
    run: useMutation(
      trpc.runs.start.mutationOptions({
        ...settle,
        onSuccess: ({ runId }) => go(hrefOf(slug, `/runs/${runId}`)),
      }),
    ),
    rename: useMutation(trpc.flows.rename.mutationOptions(shownAtOnce((flow, { name }: Inputs['flows']['rename']) => ({ ...flow, name })))),
    move: useMutation(
      trpc.flows.move.mutationOptions(shownAtOnce((flow, { folderId }: Inputs['flows']['move']) => ({ ...flow, folderId }))),
    ),
    duplicate: useMutation(trpc.flows.duplicate.mutationOptions({ ...settle, onSuccess: () => void toast('Flow duplicated') })),
    setEnabled: useMutation(
      trpc.flows.setEnabled.mutationOptions(shownAtOnce((flow, { enabled }: Inputs['flows']['setEnabled']) => ({ ...flow, enabled }))),
    ),
    setPaused: useMutation(
      trpc.flows.setPaused.mutationOptions(shownAtOnce((flow, { paused }: Inputs['flows']['setPaused']) => ({ ...flow, paused }))),
    ),
    remove: useMutation(
      trpc.flows.remove.mutationOptions({
        ...shownAtOnce<Inputs['flows']['remove']>(() => null),
        onSuccess: (_, { id }) => {
          toast('Flow deleted', { action: { label: 'Undo', onClick: () => restore.mutate({ id }) } })
        },
      }),
    ),
  }
}

export type FlowVerbs = ReturnType<typeof useFlowVerbs>
