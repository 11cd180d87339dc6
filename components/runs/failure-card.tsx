'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CornerUpLeft, Crosshair, GitCompare, PencilLine, Plug, Settings2, StepForward } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { failedStepOf } from '@/flow/engine/failed-step-of'
import { nodeOf } from '@/flow/engine/step'
import { stepItWasAt } from '@/flow/engine/step-it-was-at'
import { preview } from '@/flow/mapping/preview'
import type { Place } from '@/flow/walk-back/place'
import { type Suspect, suspectsOf } from '@/flow/walk-back/suspects-of'
import { walkBack } from '@/flow/walk-back/walk-back'
import { useCanvas } from '../canvas/model'
import { JsonTree } from '../inspector/json-tree'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { seenOf } from './about-run'
import { ContinueDialog } from './continue-dialog'
import type { FollowedRun } from './follow-run'
import { endInWords, fieldInWords, placeInWords, stepInWords } from './trail/words'

/** What is mended at the account, not at the step. */
const AT_ACCOUNT: ReadonlySet<string> = new Set(['account_refused', 'mail_login'])
const ACCOUNT_CODES: ReadonlySet<string> = new Set([...AT_ACCOUNT, 'account_gone'])

/** What a run may use up is said in the settings of its flow. */
const LIMIT_CODES: ReadonlySet<string> = new Set(['too_many_steps', 'too_much_data', 'took_too_long'])

type FailureCardProps = { workspace: string; followed: FollowedRun; onGo: (place: Place) => void; onTrace: (place: Place) => void }

/** Why the run failed: what happened, where the value came from that did it, and what to do. The data as it is stands one click away. */
export function FailureCard({ workspace, followed, onGo, onTrace }: FailureCardProps) {
  const { plan, state, run, view, coming, revision } = followed
  const { manifest } = useCanvas()
  const mayStart = useCan('run.start')
  const mayWrite = useCan('flow.write')
  const mayConnect = useCan('connection.manage')
  const [retrying, setRetrying] = useState(false)
  const trpc = useTRPC()
  const lastGood = useQuery(trpc.runs.lastGood.queryOptions({ id: run.id }, { enabled: view.error !== null && !run.detailsRemovedAt }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run's state is changed in place; `revision` says when
  const failedStep = useMemo(() => (view.error ? failedStepOf(state) : undefined), [view.error, revision])
  // A run that was stopped as a whole, such as for its time, was at some step.
  const step = failedStep ?? (view.error ? stepItWasAt(state) : undefined)
  const suspects = useMemo(() => {
    if (failedStep === undefined || run.detailsRemovedAt) return []
    const type = plan.nodes.get(nodeOf(failedStep))?.node.type ?? ''
    return suspectsOf(seenOf({ plan, state, run }), failedStep, manifest.nodes[type])
  }, [failedStep, plan, state, run, manifest])
  // Of a run whose details are gone, or still on their way, the row knows.
  const error = view.error ?? (run.detailsRemovedAt || coming ? run.error : null)
  if (!error) return null
  const { message, hint, code, path, detail } = error
  const { stepName } = run.error ?? {}
  // What there is instead belongs to what is said to be missing.
  const isMissing = code === 'expression_missing'
  const node = step === undefined ? undefined : plan.nodes.get(nodeOf(step))?.node
  const label = node?.label
  const editor = `/w/${workspace}/flows/${run.flowId}?run=${run.id}`
  const tries = failedStep === undefined ? 0 : (state.steps.get(failedStep)?.attempt ?? 0)
  return (
    <section
      role="alert"
      aria-label="Why it failed"
      className="max-h-[45%] shrink-0 overflow-y-auto border-b bg-bad-soft px-4 py-2.5 text-sm"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad-ink" strokeWidth={1.75} aria-hidden />
        <div className="-ml-2 min-w-0 flex-1 basis-80 text-bad-ink">
          {step !== undefined ? (
            <h2 className="break-words font-semibold text-md">
              {failedStep === undefined && 'Stopped at '}
              <bdi>{stepInWords(step, plan)}</bdi>
              {failedStep !== undefined && ' failed'}
            </h2>
          ) : (
            <h2 className="break-words font-semibold text-md">{stepName ? `${stepName} failed` : 'The run was stopped'}</h2>
          )}
          <p className="break-words">
            {message}
            {isMissing && hint && ` ${hint}`}
            {tries > 1 && ` It was tried ${tries} times.`}
          </p>
          {suspects.map((suspect) => (
            <SuspectLine key={suspect.place.path.join('.')} suspect={suspect} followed={followed} onTrace={onTrace} />
          ))}
          {hint && !isMissing && <p className="mt-1 break-words text-ink">{hint}</p>}
          <details className="mt-1 text-ink-2">
            <summary className="w-fit cursor-pointer rounded-sm">As it was recorded</summary>
            <div className="mt-1 text-ink">
              <JsonTree
                label="The failure as it was recorded"
                value={{ code, message, ...(hint ? { hint } : {}), ...(path ? { path } : {}), ...(detail === undefined ? {} : { detail }) }}
              />
            </div>
          </details>
        </div>
        <div className="flex min-w-0 flex-wrap gap-2">
          {ACCOUNT_CODES.has(code) && mayConnect && (
            <Button size="sm" asChild>
              <Link href={`/w/${workspace}/connections`}>
                <Plug aria-hidden />
                Go to Connections
              </Link>
            </Button>
          )}
          {step !== undefined && (
            <Button size="sm" onClick={() => onGo({ step, side: 'input', path: suspects[0]?.place.path ?? [] })}>
              <Crosshair aria-hidden />
              Go to the step
            </Button>
          )}
          {step !== undefined && label !== undefined && mayStart && !run.detailsRemovedAt && (
            <Button size="sm" onClick={() => setRetrying(true)} className="max-w-full">
              <StepForward aria-hidden />
              <span className="max-w-72 truncate">Retry from {label}</span>
            </Button>
          )}
          {mayWrite && LIMIT_CODES.has(code) && (
            <Button size="sm" asChild>
              <Link href={`${editor}&tab=settings`}>
                <Settings2 aria-hidden />
                Settings of the flow
              </Link>
            </Button>
          )}
          {mayWrite && node && !LIMIT_CODES.has(code) && !AT_ACCOUNT.has(code) && (
            <Button size="sm" asChild>
              <Link href={`${editor}&step=${node.id}&tab=${code === 'timeout' ? 'failure' : 'setup'}`}>
                <PencilLine aria-hidden />
                Set up the step
              </Link>
            </Button>
          )}
          {!run.detailsRemovedAt && lastGood.data && (
            <Button size="sm" asChild>
              <Link href={`/w/${workspace}/runs/compare?a=good&b=${run.id}`}>
                <GitCompare aria-hidden />
                Compare with the last good run
              </Link>
            </Button>
          )}
        </div>
      </div>
      {step !== undefined && label !== undefined && (
        <ContinueDialog workspace={workspace} run={run} from={{ step, label }} open={retrying} onOpenChange={setRetrying} />
      )}
    </section>
  )
}

type SuspectLineProps = { suspect: Suspect; followed: FollowedRun; onTrace: (place: Place) => void }

/** “Total” was empty: it comes from Extract ▸ Total. */
function SuspectLine({ suspect: { place, value, what }, followed, onTrace }: SuspectLineProps) {
  const { manifest } = useCanvas()
  const { plan, revision } = followed
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run's state is changed in place; `revision` says when
  const trail = useMemo(() => walkBack(seenOf(followed), manifest.nodes, place), [place, manifest, revision])
  const from = trail.hops.at(-1)
  // What only computes calls its fields otherwise than whoever fills them.
  const name = fieldInWords(what === 'given' ? (trail.hops[0] ?? place) : place, plan)
  const was = what === 'unreadable' ? 'could not be worked out' : what === 'empty' ? 'was empty' : `was ${preview(value)}`
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 text-ink">
      <span className="min-w-0 break-words">
        “{name}” {was}
        {from ? `: it comes from ${placeInWords(from, plan)}.` : '.'} {endInWords(trail, place, plan)}
      </span>
      <button type="button" onClick={() => onTrace(place)} className="flex items-center gap-1 rounded-sm text-brand-ink hover:underline">
        <CornerUpLeft className="size-3.5" strokeWidth={1.75} aria-hidden />
        Walk back
      </button>
    </p>
  )
}
