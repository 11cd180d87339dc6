'use client'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { Badge } from '@/components/ui/badge'
import { formatClock } from '@/components/ui/format-clock'
import { formatDuration } from '@/components/ui/format-duration'
import type { StandIn } from '@/flow/engine/events'
import { failedPasses, passesAround, stepAt } from '@/flow/engine/passes'
import { scopeOf } from '@/flow/engine/scope-of'
import type { StepState } from '@/flow/engine/state'
import { nodeOf } from '@/flow/engine/step'
import { resolveParams } from '@/flow/expressions/resolve-params'
import type { JsonObject } from '@/flow/json'
import { fileIn, isLargeValue } from '@/flow/mapping/file-in'
import type { Path, Place } from '@/flow/walk-back/place'
import { STAND_IN_WORDS } from '../canvas/stand-in-words'
import { DataPane } from '../data/data-pane'
import type { Pointing } from '../data/pointing'
import { aboutRun } from '../runs/about-run'
import type { FollowedRun } from '../runs/follow-run'
import { useLooking } from '../runs/looking'
import { Looks } from '../runs/looks'
import { PassLook } from '../runs/passes/pass-look'
import { PassStepper } from '../runs/passes/pass-stepper'
import { fieldInWords } from '../runs/trail/words'
import { useInspected } from './context'

type StepDataProps = {
  nodeId: string
  steps: readonly string[]
  followed: FollowedRun
  /** Asks where a value comes from. */
  onTrace?: (place: Place) => void
}

/** One step of a run: what it was given, what it gave back or why it could not, and how often it was tried. */
export function StepData({ nodeId, steps, followed, onTrace }: StepDataProps) {
  const { manifest } = useInspected()
  const [{ passes: chosen, marked }, looking] = useLooking()
  const { plan, state: run, revision } = followed
  const planned = plan.nodes.get(nodeId)
  // Until somebody chooses a pass, the one that failed.
  const telling = steps.find((step) => run.steps.get(step)?.status === 'failed') ?? steps[0] ?? nodeId
  const at = stepAt(plan, run, nodeId, new Map([...passesAround(telling), ...chosen]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run's state is changed in place; `revision` says when
  const failed = useMemo(() => new Map(at?.passes.map(({ container }) => [container, failedPasses(run, container)])), [at?.step, revision])
  if (!at || !planned) return null
  const { step } = at
  const state = run.steps.get(step)
  const startsHere = planned.kind === 'trigger' || planned.kind === 'entry'
  const markedIn = (side: Place['side']): Path | null => (marked?.step === step && marked.side === side ? marked.path : null)
  const tracing = (side: Place['side']) => onTrace && ((path: Path) => onTrace({ step, side, path }))
  const pass = at.passes.at(-1)
  const field = state?.error?.path && fieldNamed(state.error.path, step, followed)
  return (
    <div className="flex flex-col gap-4 px-4 py-4">
      {at.passes.map((each) => (
        <PassStepper
          key={each.container}
          pass={each}
          label={plan.nodes.get(each.nodeId)?.node.label ?? ''}
          failed={failed.get(each.container) ?? []}
          onChoose={(index) => looking.setState({ passes: new Map([...passesAround(step), ...chosen, [each.nodeId, index]]) })}
        />
      ))}
      {!state && pass && <PassLook pass={pass} />}
      {state && <Facts state={state} />}
      {state && <Looks looks={state.looks} />}
      {state?.error && (
        <div role="alert" className="flex gap-2 rounded-sm bg-bad-soft p-2.5 text-bad-ink text-sm">
          <CircleAlert className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} aria-hidden />
          <div className="min-w-0">
            <p className="break-words font-medium">{state.error.message}</p>
            {state.error.hint && <p className="mt-0.5">{state.error.hint}</p>}
            {field && <p className="mt-0.5">It is about “{field}”.</p>}
          </div>
        </div>
      )}
      {state?.standIn && <StandInNote standIn={state.standIn} />}
      {state?.error?.detail !== undefined && (
        <Section title="What the other side said">
          <DataPane value={state.error.detail} label="Detail" />
        </Section>
      )}
      {state && state.logs.length > 0 && (
        <Section title="Log">
          <Printed lines={state.logs} />
        </Section>
      )}
      {state && pass && pass.kind !== 'repeat' && (
        <Section title="Item">
          <DataPane key={step} value={pass.loop.items[pass.index] ?? null} label="Item" owner="item" />
        </Section>
      )}
      {state && !startsHere && (
        <Section title="Input">
          <InputData
            key={step}
            step={step}
            nodeId={nodeId}
            followed={followed}
            schema={manifest.nodes[planned.node.type]?.input ?? NO_SCHEMA}
            marked={markedIn('input')}
            onTrace={tracing('input')}
          />
        </Section>
      )}
      {state && (state.status === 'completed' || state.output !== null) && (
        <Section title="Output">
          <DataPane
            key={step}
            value={state.output}
            label="Output"
            owner={`steps.${planned.node.key}`}
            marked={markedIn('output')}
            onTrace={tracing('output')}
          />
        </Section>
      )}
    </div>
  )
}

function StandInNote({ standIn }: { standIn: StandIn }) {
  const { title, text } = STAND_IN_WORDS[standIn]
  return (
    <p className="rounded-sm bg-wait-soft p-2.5 text-sm text-wait-ink">
      <span className="font-medium">{title}.</span> {text}
    </p>
  )
}

function Facts({ state }: { state: StepState }) {
  const took = state.startedAt !== null && state.finishedAt !== null ? formatDuration(state.finishedAt - state.startedAt) : null
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-2 text-sm tabular-nums">
      <Badge
        tone={state.status === 'completed' ? 'ok' : state.status === 'failed' ? 'bad' : state.status === 'running' ? 'brand' : 'plain'}
      >
        {WORDS[state.status]}
      </Badge>
      {took && <span>{took}</span>}
      {state.attempt > 1 && <span>{state.attempt} attempts</span>}
      {state.port && state.port !== 'out' && <span>went “{state.port}”</span>}
      {state.startedAt !== null && (
        <span className="text-ink-3">{formatClock(new Date(state.startedAt), Date.now(), { seconds: true })}</span>
      )}
    </p>
  )
}

const WORDS: Record<StepState['status'], string> = {
  idle: 'Not yet',
  running: 'Running',
  retrying: 'Tries again soon',
  waiting: 'Waiting',
  unverified: 'Not known whether it happened',
  completed: 'Done',
  failed: 'Failed',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
}

function Printed({ lines }: { lines: readonly string[] }) {
  return (
    <ol className="max-h-60 overflow-auto rounded-sm border bg-sunken px-2.5 py-2 font-code text-xs">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
        <li key={at} className="whitespace-pre-wrap break-words">
          {line}
        </li>
      ))}
    </ol>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-sm">{title}</h3>
      {children}
    </section>
  )
}

const NO_SCHEMA: JsonObject = {}

type InputDataProps = { step: string; nodeId: string; followed: FollowedRun; schema: JsonObject } & Pointing

/** Worked out when it is first looked at, and again when the step has come further. */
function InputData({ step, nodeId, followed, schema, ...pointing }: InputDataProps) {
  const { status, attempt } = followed.state.steps.get(step) ?? {}
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run's state is changed in place; the step's own says when
  const input = useMemo(() => inputOf(step, nodeId, followed, schema), [step, nodeId, followed.run.id, schema, status, attempt])
  const { values, unknown } = input
  return (
    <>
      {unknown.length > 0 && (
        <p className="mb-1.5 text-ink-2 text-sm">
          Could not be worked out: {unknown.join(', ')}.
          {status !== 'failed' && hasLargeData(followed) && ' Some data of this run is too large to work it out here again.'}
        </p>
      )}
      <DataPane value={values} label="Input" {...pointing} />
    </>
  )
}

/** Worked out again from the journal: what a step was given is not stored a second time. */
function inputOf(step: string, nodeId: string, followed: FollowedRun, schema: JsonObject): { values: JsonObject; unknown: string[] } {
  const { plan, state } = followed
  const node = plan.nodes.get(nodeId)
  if (!node) return { values: {}, unknown: [] }
  const scope = scopeOf(plan, state, step, { run: aboutRun(followed), vars: state.vars ?? {} })
  const { values, errors } = resolveParams(node.node.params, schema, scope)
  const unknown = Object.keys(errors).map((field) => fieldInWords({ step, side: 'input', path: pathOf(field) }, plan))
  return { values, unknown: [...new Set(unknown)] }
}

/** What a failure is about, if that is a field of the step's form; of other data its message tells. */
function fieldNamed(field: string, step: string, { plan }: FollowedRun): string | null {
  const path = pathOf(field)
  const params = plan.nodes.get(nodeOf(step))?.node.params ?? {}
  return Object.hasOwn(params, String(path[0])) ? fieldInWords({ step, side: 'input', path }, plan) : null
}

/** `fields.0.value`, as it is walked. */
function pathOf(field: string): Path {
  return field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Something of it lies beside the journal, where expressions do not see it. */
function hasLargeData({ state }: FollowedRun): boolean {
  for (const { output } of state.steps.values()) {
    const file = fileIn(output)
    if (file && isLargeValue(file)) return true
  }
  return false
}
