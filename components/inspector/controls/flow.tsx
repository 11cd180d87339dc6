'use client'
import { FlowBox } from '../../flow-calls/flow-box'
import { useFlowsToCall } from '../../flow-calls/use-flows-to-call'
import { useInspected } from '../context'
import { asText } from './as-text'
import type { ControlProps } from './control-props'
import { TextControl } from './text'

/** A flow of the workspace that can be called. */
export function FlowControl(props: ControlProps) {
  const { field, value, onChange, aria } = props
  const { readOnly } = useInspected()
  const name = useFlowsToCall(readOnly).data?.find(({ id }) => id === value)?.name
  if (readOnly) return <TextControl {...props} value={name ?? value} />
  return (
    <FlowBox
      value={asText(value)}
      startsWhen="call"
      except={undefined}
      placeholder={field.meta.placeholder ?? 'Choose'}
      empty="No flow can be called yet. Publish one that starts “When another flow calls”."
      onChange={onChange}
      id={aria.id}
      label={field.title}
      describedBy={aria.describedBy}
      invalid={aria.invalid}
    />
  )
}
