'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { LoaderCircle, ShieldAlert, ShieldCheck } from 'lucide-react'
import { useEffect } from 'react'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { formatClock } from '../ui/format-clock'
import { RelativeTime } from '../ui/relative-time'
import { HowToCheck } from './how-to-check'
import type { Verification } from './types'

/** Up to here a check takes no longer than opening the page, so it is made unasked. */
const QUICK = 10_000
const LOOK_EVERY_MS = 5_000

/** How far the chain has come, and whether it holds. */
export function ChainState() {
  const trpc = useTRPC()
  const state = useQuery(trpc.audit.state.queryOptions(undefined, { refetchInterval: LOOK_EVERY_MS }))
  const verification = useMutation(trpc.audit.verify.mutationOptions())
  const { mutate: verify, isIdle } = verification
  const links = state.data?.links

  useEffect(() => {
    if (isIdle && links !== undefined && links > 0 && links <= QUICK) verify()
  }, [isIdle, links, verify])

  if (!state.data) return <div aria-hidden className="h-12 border-b" />
  const { sealedAt, waiting, publicKeys } = state.data
  return (
    <section aria-label="Audit chain" className="border-b bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5 sm:px-5">
        <Mark pending={verification.isPending} intact={verification.data?.intact} />
        <p className="min-w-0 flex-1 basis-60 text-ink-2 text-md tabular-nums" aria-live="polite">
          {sealedAt ? (
            <>
              <span className="font-medium text-ink">Sealed up to {formatClock(sealedAt, Date.now(), { seconds: true })}</span>
              {', '}
              {counted(state.data.links)}
            </>
          ) : (
            <span className="font-medium text-ink">Nothing is sealed yet</span>
          )}
          {waiting > 0 && `, ${waiting.toLocaleString()} to be sealed`}
          {verification.data?.intact && (
            <>
              {', verified '}
              <RelativeTime at={verification.data.verifiedAt} />
            </>
          )}
          {verification.isPending && ', verifying …'}
          {verification.error && <span className="block text-bad-ink text-sm">{errorMessage(verification.error)}</span>}
        </p>
        <div className="flex items-center gap-2">
          <HowToCheck publicKeys={publicKeys} />
          <Button loading={verification.isPending} disabled={state.data.links === 0} onClick={() => verify()}>
            Verify
          </Button>
        </div>
      </div>
      {verification.data && !verification.data.intact && <Problems verification={verification.data} />}
    </section>
  )
}

function Mark({ pending, intact }: { pending: boolean; intact: boolean | undefined }) {
  if (pending) return <LoaderCircle className="size-5 shrink-0 animate-spin text-ink-3" strokeWidth={1.75} aria-hidden />
  if (intact === false) return <ShieldAlert className="size-5 shrink-0 text-bad" strokeWidth={1.75} aria-hidden />
  return <ShieldCheck className={intact ? 'size-5 shrink-0 text-ok' : 'size-5 shrink-0 text-ink-3'} strokeWidth={1.75} aria-hidden />
}

function Problems({ verification }: { verification: Verification }) {
  return (
    <div role="alert" className="border-t bg-bad-soft px-3 py-3 text-bad-ink sm:px-5">
      <p className="font-medium">The audit is not what was sealed.</p>
      <ul className="mt-1 list-disc pl-5 text-sm">
        {verification.problems.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      <p className="mt-2 text-sm">
        {verification.signedThrough > 0
          ? `Up to event ${verification.signedThrough.toLocaleString()} a signature vouches for what comes before the first of these.`
          : 'No signature vouches for any of it.'}{' '}
        Export the audit now, keep the file, and ask whoever runs the database what happened.
      </p>
    </div>
  )
}

function counted(links: number): string {
  return links === 1 ? '1 event' : `${links.toLocaleString()} events`
}
