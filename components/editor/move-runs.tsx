'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowRightToLine, CircleCheck, CircleSlash } from 'lucide-react'
import Link from 'next/link'
import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { useCan } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Outputs } from '../trpc/types'

type Look = Outputs['versions']['lookAtMove']

/** Runs that wait on older versions: how many, which of them could go on with the live one, and the press that moves them. */
export function MoveRuns({ flowId, workspace }: { flowId: string; workspace: string }) {
  const trpc = useTRPC()
  const mayOperate = useCan('flow.operate')
  const [looking, setLooking] = useState(false)
  const section = useRef<HTMLElement>(null)
  const waiting = useQuery(trpc.versions.waiting.queryOptions({ flowId })).data ?? []
  const count = waiting.reduce((sum, version) => sum + version.count, 0)
  if (count === 0) return null
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label="Runs on older versions"
      className="mb-3 rounded-md outline-none bg-wait-soft px-3.5 py-3 text-sm text-wait-ink"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p className="flex-1">
          {count === 1 ? 'One run waits' : `${count.toLocaleString()} runs wait`} on {waiting.map(({ number }) => `v${number}`).join(', ')}{' '}
          and will go on with that.
        </p>
        {mayOperate && !looking && (
          <Button
            size="sm"
            onClick={() => {
              setLooking(true)
              // The button goes, and what is pressed next is about what comes in its place.
              section.current?.focus()
            }}
          >
            See which could move
          </Button>
        )}
      </div>
      {looking && <Report flowId={flowId} workspace={workspace} />}
    </section>
  )
}

function Report({ flowId, workspace }: { flowId: string; workspace: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const look = useQuery(trpc.versions.lookAtMove.queryOptions({ flowId }))
  const move = useMutation(
    trpc.versions.moveRuns.mutationOptions({
      onSuccess: ({ moved, left }) => {
        toast.success(moved.length === 1 ? 'One run moved' : `${moved.length.toLocaleString()} runs moved`)
        if (left.length > 0) toast(`${left.length.toLocaleString()} stayed: they had gone on meanwhile, or could not move`)
      },
      onError: sayFailure,
      onSettled: () =>
        Promise.all([trpc.versions.pathFilter(), trpc.runs.pathFilter()].map((filter) => queryClient.invalidateQueries(filter))),
    }),
  )
  if (look.isPending) return <Skeleton className="mt-3 h-16 w-full" />
  if (!look.data) return <p className="mt-3">{errorMessage(look.error)}</p>
  const { runs, number, versionId, more } = look.data
  const able = runs.filter(({ obstacles }) => obstacles.length === 0)
  const unable = runs.filter(({ obstacles }) => obstacles.length > 0)
  return (
    <>
      <ul className="mt-3 max-h-52 divide-y divide-line overflow-y-auto rounded-md bg-surface text-ink">
        {/* What can’t move is what asks for a look. */}
        {[...unable, ...able].map((run) => (
          <RunLine key={run.id} run={run} href={`/w/${workspace}/runs/${run.id}`} />
        ))}
      </ul>
      {able.length === 0 ? (
        <p className="mt-3">
          {runs.length === 1
            ? 'It can’t move, and goes on with the version it began with.'
            : `None of ${more ? 'the oldest ' : ''}${runs.length.toLocaleString()} can move: they go on with the version they began with.`}
        </p>
      ) : (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <p className="flex-1">
            {able.length.toLocaleString()} of {runs.length.toLocaleString()} can move{more && ', of the oldest that wait'}. Timers and
            approvals stay as they are.
          </p>
          <Button
            size="sm"
            variant="primary"
            loading={move.isPending}
            onClick={() => move.mutate({ flowId, versionId, runIds: able.map(({ id }) => id) })}
          >
            <ArrowRightToLine aria-hidden />
            Move {able.length.toLocaleString()} to v{number}
          </Button>
        </div>
      )}
    </>
  )
}

function RunLine({ run: { obstacles, number, createdAt }, href }: { run: Look['runs'][number]; href: string }) {
  const can = obstacles.length === 0
  return (
    <li className="flex gap-2 px-3 py-2">
      {can ? (
        <CircleCheck className="mt-0.5 size-4 shrink-0 text-ok" strokeWidth={1.75} aria-hidden />
      ) : (
        <CircleSlash className="mt-0.5 size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
      )}
      <span className="min-w-0">
        <Link href={href} className="underline underline-offset-2">
          Run of v{number}
        </Link>
        , <RelativeTime at={createdAt} />: {can ? 'can move' : obstacles.join(' ')}
      </span>
    </li>
  )
}
