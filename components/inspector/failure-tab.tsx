'use client'
import { Field } from '@/components/ui/field'
import { NumberInput } from '@/components/ui/number-input'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import type { ManifestNode } from '@/flow/define/manifest'
import type { NodePatch } from '@/flow/draft/edits'
import type { Node, OnError, Retry } from '@/flow/graph/graph'
import { takesLines } from '@/flow/graph/ports'
import { useInspected } from './context'
import { DurationInput } from './duration-input'

const ON_ERROR: { value: OnError; label: string; description: string }[] = [
  { value: 'fail', label: 'Stop the run', description: 'The run ends as failed, with the reason.' },
  { value: 'continue', label: 'Go on without it', description: 'Later steps run; this one has no result.' },
  { value: 'branch', label: 'Go another way', description: 'The step gets a second way out, “error”.' },
]

const FIRST_RETRY: Retry = { attempts: 3, delayMs: 2_000, factor: 2 }

/** What happens when the step fails. */
export function FailureTab({ node, type, onPatch }: { node: Node; type: ManifestNode | undefined; onPatch: (patch: NodePatch) => void }) {
  const { readOnly } = useInspected()
  const { retry } = node
  const setRetry = (change: Partial<Retry>) => onPatch({ retry: { ...(retry ?? FIRST_RETRY), ...change } })
  if (!takesLines(type)) return <p className="px-4 py-4 text-ink-3 text-sm">It does nothing that could fail.</p>
  return (
    <div className="flex flex-col gap-4.5 px-4 py-4">
      <Field label="When it fails for good" help={ON_ERROR.find(({ value }) => value === node.onError)?.description}>
        {(control) => (
          <Select {...control} value={node.onError} options={ON_ERROR} disabled={readOnly} onChange={(onError) => onPatch({ onError })} />
        )}
      </Field>
      <div className="flex items-center gap-2.5">
        <Switch
          id="try-again"
          checked={retry !== undefined}
          disabled={readOnly}
          onCheckedChange={(on) => onPatch({ retry: on ? FIRST_RETRY : null })}
        />
        <label htmlFor="try-again" className="text-sm">
          Set how often to try
        </label>
      </div>
      {retry ? (
        <>
          <Field label="Attempts in all">
            {(control) => (
              <NumberInput
                {...control}
                min={1}
                max={20}
                value={retry.attempts}
                readOnly={readOnly}
                onChange={(attempts) => setRetry({ attempts })}
              />
            )}
          </Field>
          <Field label="Wait before the first retry">
            {(control) => (
              <DurationInput
                {...control}
                value={retry.delayMs}
                readOnly={readOnly}
                onChange={(delayMs) => setRetry({ delayMs: within(delayMs ?? 0, 0, 86_400_000) })}
              />
            )}
          </Field>
          <Field label="Each wait grows by" hint="times">
            {(control) => (
              <NumberInput
                {...control}
                min={1}
                max={10}
                step={0.5}
                value={retry.factor}
                readOnly={readOnly}
                onChange={(factor) => setRetry({ factor })}
              />
            )}
          </Field>
        </>
      ) : (
        <p className="-mt-2 text-ink-3 text-xs">
          {type?.effect === 'none'
            ? 'It is tried once.'
            : 'It is tried as often as its app advises, and only where repeating does no harm.'}
        </p>
      )}
      <Field label="Give up after" hint="optional" help="Counted for each attempt.">
        {(control) => (
          <DurationInput
            {...control}
            value={node.timeoutMs}
            readOnly={readOnly}
            onChange={(timeoutMs) => onPatch({ timeoutMs: timeoutMs === undefined ? null : within(timeoutMs, 100, 86_400_000) })}
          />
        )}
      </Field>
    </div>
  )
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
