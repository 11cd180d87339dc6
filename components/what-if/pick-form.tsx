'use client'
import { useQuery } from '@tanstack/react-query'
import { MOST_PAST_RUNS, type PastRuns } from '@/flow/what-if/past-runs'
import { useTRPC } from '../trpc/provider'
import { Field } from '../ui/field'
import { Select } from '../ui/select'

const MOST = [
  { value: '10', label: 'The last 10' },
  { value: '50', label: 'The last 50' },
  { value: '200', label: 'The last 200' },
  { value: String(MOST_PAST_RUNS), label: `The last ${MOST_PAST_RUNS.toLocaleString()}` },
]
const MODES = [
  { value: 'live', label: 'Live runs' },
  { value: 'test', label: 'Tests' },
  { value: 'any', label: 'Live runs and tests' },
] as const
const ENDS = [
  { value: 'either', label: 'However they ended' },
  { value: 'succeeded', label: 'That were done' },
  { value: 'failed', label: 'That failed' },
] as const

type PickFormProps = { flowId: string; picked: PastRuns; onChange: (picked: PastRuns) => void }

/** Which past runs, and how many there are of them. */
export function PickForm({ flowId, picked, onChange }: PickFormProps) {
  const available = useAvailable(flowId, picked)
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="How many">
          {(control) => (
            <Select
              {...control}
              value={String(picked.most)}
              options={MOST}
              onChange={(most) => onChange({ ...picked, most: Number(most) })}
            />
          )}
        </Field>
        <Field label="Of which">
          {(control) => <Select {...control} value={picked.mode} options={MODES} onChange={(mode) => onChange({ ...picked, mode })} />}
        </Field>
        <Field label="That ended">
          {(control) => <Select {...control} value={picked.ended} options={ENDS} onChange={(ended) => onChange({ ...picked, ended })} />}
        </Field>
      </div>
      <p aria-live="polite" className="min-h-5 text-ink-2 text-sm">
        {available === undefined ? '' : availableInWords(available, picked.most)}
      </p>
    </div>
  )
}

export function useAvailable(flowId: string, { mode, ended }: Pick<PastRuns, 'mode' | 'ended'>): number | undefined {
  const trpc = useTRPC()
  return useQuery(trpc.whatIf.available.queryOptions({ flowId, mode, ended })).data
}

function availableInWords(available: number, most: number): string {
  if (available === 0) return 'There is no such run yet. Run the flow first, or choose others.'
  if (available >= most) return 'There are enough of them.'
  return available === 1
    ? 'There is one such run: it will be tried.'
    : `There are ${available.toLocaleString()} such runs: all of them will be tried.`
}
