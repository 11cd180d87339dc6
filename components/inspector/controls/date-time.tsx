'use client'
import { DateTimeInput, localTimeOf } from '@/components/ui/date-time-input'
import { useInspected } from '../context'
import type { ControlProps } from './control-props'
import { TextControl } from './text'

/** A date and time, picked or mapped. */
export function DateTimeControl(props: ControlProps) {
  const { readOnly } = useInspected()
  const { value, onChange, field } = props
  const text = typeof value === 'string' ? value : ''
  return (
    <div className="flex flex-col gap-1.5">
      <TextControl {...props} />
      {!readOnly && (
        <DateTimeInput
          aria-label={`Choose ${field.title.toLowerCase()}`}
          value={localTimeOf(text)}
          onChange={(event) => onChange(event.target.value ? new Date(event.target.value).toISOString() : undefined)}
        />
      )}
    </div>
  )
}
