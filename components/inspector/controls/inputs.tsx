'use client'
import { Trash2 } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import type { Json } from '@/flow/json'
import { useNode } from '../../canvas/model'
import { useFlowsToCall } from '../../flow-calls/use-flows-to-call'
import { errorMessage } from '../../trpc/error-of'
import { useInspected } from '../context'
import { MappingField } from '../mapping/mapping-field'
import { ResolvedLine } from '../resolved-line'
import { anyFromText, asText } from './as-text'
import type { ControlProps } from './control-props'
import { entriesOf } from './entries'
import { givenWith, rowsOf } from './given-inputs'

/** One mapping for each value that the chosen flow takes. */
export function InputsControl({ value, onChange, aria }: ControlProps) {
  const { nodeId, readOnly } = useInspected()
  const flowId = useNode(nodeId)?.params.flow
  const flows = useFlowsToCall(typeof flowId === 'string' && flowId !== '')
  const declared = flows.data?.find(({ id }) => id === flowId)?.inputs ?? []
  const given = entriesOf(value)
  const rows = rowsOf(declared, given)
  const set = (name: string, next: Json | undefined) => onChange(givenWith(given, name, next))
  if (rows.length === 0) return <p className="text-ink-3 text-xs">{emptyWords(flowId, flows)}</p>
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like the rest of the form
    <div id={aria.id} role="group" aria-labelledby={aria.labelId} className="flex flex-col gap-2.5 rounded-md border bg-sunken p-2.5">
      {rows.map(({ name, kind, value: mapped }) => (
        <div key={name} className="flex flex-col gap-1">
          <div className="flex items-baseline justify-between gap-2 text-sm">
            <span className="truncate">{name}</span>
            <span className="shrink-0 text-ink-3 text-xs">{kind ?? (flows.data ? 'not asked for any more' : '')}</span>
          </div>
          <div className="flex items-start gap-1.5">
            <div className="min-w-0 flex-1">
              <MappingField
                id={`${aria.id}-${name}`}
                label={name}
                placeholder="Type or pick data"
                value={asText(mapped)}
                onChange={(text) => set(name, text === '' ? undefined : anyFromText(text))}
              />
            </div>
            {kind === null && flows.data && !readOnly && (
              <IconButton icon={Trash2} label={`Remove ${name}`} size="sm" className="mt-0.5" onClick={() => set(name, undefined)} />
            )}
          </div>
          <ResolvedLine value={mapped} at={`${given.findIndex((entry) => entry.name === name)}.value`} />
        </div>
      ))}
    </div>
  )
}

function emptyWords(flowId: Json | undefined, { data, error }: Pick<ReturnType<typeof useFlowsToCall>, 'data' | 'error'>): string {
  if (typeof flowId !== 'string' || flowId === '') return 'Choose a flow first.'
  if (data) return 'The flow takes no values.'
  return error ? errorMessage(error) : 'One moment …'
}
