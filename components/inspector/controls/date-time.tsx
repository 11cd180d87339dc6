'use client'
import { Input } from '@/components/ui/input'
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
        <Input
          type="datetime-local"
          aria-label={`Choose ${field.title.toLowerCase()}`}
          value={localTime(text)}
          onChange={(event) => onChange(event.target.value ? new Date(event.target.value).toISOString() : undefined)}
        />
      )}
    </div>
  )
}

/** As the browser's picker wants it: local time, without a zone. */
function localTime(text: string): string {
  const date = new Date(text)
  if (text === '' || Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
