'use client'
import { useState } from 'react'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'

const UNITS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000 }
type Unit = keyof typeof UNITS
const NAMES: readonly Unit[] = ['seconds', 'minutes', 'hours']

type DurationInputProps = {
  id: string
  value: number | undefined
  onChange: (milliseconds: number | undefined) => void
  readOnly: boolean
  /** What holds while nothing is said. */
  placeholder?: string
  'aria-describedby': string | undefined
}

/** A length of time as a number and its unit. */
export function DurationInput({ value, onChange, readOnly, ...aria }: DurationInputProps) {
  const [unit, setUnit] = useState<Unit>(
    () => NAMES.findLast((name) => value !== undefined && value > 0 && value % UNITS[name] === 0) ?? 'seconds',
  )
  return (
    <div className="flex gap-1.5">
      <Input
        {...aria}
        type="number"
        min={0}
        step="any"
        value={value === undefined ? '' : value / UNITS[unit]}
        readOnly={readOnly}
        onChange={(event) =>
          onChange(Number.isNaN(event.target.valueAsNumber) ? undefined : Math.round(event.target.valueAsNumber * UNITS[unit]))
        }
      />
      <Select
        aria-label="Unit"
        className="w-32 shrink-0"
        value={unit}
        options={NAMES.map((name) => ({ value: name, label: name }))}
        disabled={readOnly}
        onChange={(next) => {
          setUnit(next)
          if (value !== undefined) onChange((value / UNITS[unit]) * UNITS[next])
        }}
      />
    </div>
  )
}
