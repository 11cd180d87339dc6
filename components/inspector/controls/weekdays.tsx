'use client'
import { ToggleGroup } from 'radix-ui'
import { useInspected } from '../context'
import type { ControlProps } from './control-props'

/** Several days of the week, side by side. */
export function WeekdaysControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const chosen = Array.isArray(value) ? value.filter((day) => typeof day === 'string') : []
  return (
    <ToggleGroup.Root
      id={aria.id}
      type="multiple"
      value={chosen}
      onValueChange={(days) => onChange([...days].sort())}
      aria-labelledby={aria.labelId}
      disabled={readOnly}
      className="flex flex-wrap gap-1"
    >
      {Object.entries(field.meta.options ?? {}).map(([day, name]) => (
        <ToggleGroup.Item
          key={day}
          value={day}
          aria-label={name}
          className="h-7.5 min-w-10 rounded-sm border px-2 text-ink-2 text-sm hover:bg-hover hover:text-ink data-[state=on]:border-ink data-[state=on]:bg-ink data-[state=on]:font-medium data-[state=on]:text-surface"
        >
          {name.slice(0, 3)}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
