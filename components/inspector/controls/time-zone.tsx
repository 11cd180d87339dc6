'use client'
import { useId, useMemo } from 'react'
import { Input } from '@/components/ui/input'
import { useInspected } from '../context'
import type { ControlProps } from './control-props'

/** A time zone by name, with suggestions from the browser. */
export function TimeZoneControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const listId = useId()
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  return (
    <>
      <Input
        id={aria.id}
        list={listId}
        value={typeof value === 'string' ? value : ''}
        placeholder={field.meta.placeholder ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
        readOnly={readOnly}
        aria-describedby={aria.describedBy}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
      <datalist id={listId}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}
