'use client'
import { ZoneBox } from '@/components/time-zones/zone-box'
import { useInspected } from '../context'
import type { ControlProps } from './control-props'

/** A time zone of the step's own, or none. */
export function TimeZoneControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  return (
    <fieldset disabled={readOnly} className="min-w-0">
      <ZoneBox
        id={aria.id}
        label={field.title}
        value={typeof value === 'string' ? value : ''}
        placeholder="The flow’s"
        describedBy={aria.describedBy}
        invalid={aria.invalid}
        onChange={onChange}
      />
    </fieldset>
  )
}
