'use client'
import { ToggleGroup } from 'radix-ui'
import { cn } from '@/components/ui/cn'

type SegmentedProps = {
  id: string
  options: readonly { value: string; label: string }[]
  value: string | undefined
  onChange: (value: string) => void
  labelledBy: string
  disabled?: boolean
}

/** Two or three short choices, all in sight. */
export function Segmented({ id, options, value, onChange, labelledBy, disabled }: SegmentedProps) {
  return (
    <ToggleGroup.Root
      id={id}
      type="single"
      value={value ?? ''}
      onValueChange={(next) => next && onChange(next)}
      aria-labelledby={labelledBy}
      disabled={disabled}
      className="flex flex-wrap gap-1"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className={cn(
            'h-7.5 rounded-sm border border-transparent px-3 text-ink-2 text-sm hover:bg-hover hover:text-ink',
            'data-[state=on]:border-ink data-[state=on]:bg-surface data-[state=on]:font-medium data-[state=on]:text-ink',
          )}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
