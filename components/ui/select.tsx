'use client'
import { Check, ChevronsUpDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { fieldStyle } from './input'

type Option<Value extends string = string> = { value: Value; label: string; description?: string; icon?: ReactNode }

type SelectProps<Value extends string> = {
  value: Value | undefined
  options: readonly Option<Value>[]
  onChange: (value: Value) => void
  id?: string
  placeholder?: string
  disabled?: boolean
  className?: string
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** One of a few. For many, or with search, use a popover with a list. */
export function Select<Value extends string>({ value, options, onChange, placeholder, disabled, className, ...aria }: SelectProps<Value>) {
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next)
    if (option) onChange(option.value)
  }
  return (
    <Radix.Root value={value ?? ''} onValueChange={choose} disabled={disabled}>
      <Radix.Trigger
        className={cn(
          fieldStyle,
          'flex h-8 items-center justify-between gap-2 px-2.5 text-left data-[placeholder]:text-ink-3 data-[state=open]:border-brand [&>span]:truncate',
          className,
        )}
        {...aria}
      >
        {/* Said here, it stands in the server's HTML: Radix finds it among the options only once the page has woken up. */}
        <Radix.Value placeholder={placeholder}>{options.find((option) => option.value === value)?.label ?? null}</Radix.Value>
        <Radix.Icon>
          <ChevronsUpDown className="size-3.5 text-ink-3" aria-hidden />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="pop-motion z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-80 overflow-hidden rounded-md border border-line-strong bg-surface shadow-pop"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex cursor-default select-none items-start gap-2 rounded-sm px-2 py-1.5 text-md outline-none data-[highlighted]:bg-hover"
              >
                {option.icon}
                <span className="min-w-0 flex-1">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.description && <span className="block text-ink-3 text-sm">{option.description}</span>}
                </span>
                <span className="flex size-4 h-5 items-center">
                  <Radix.ItemIndicator>
                    <Check className="size-4" aria-hidden />
                  </Radix.ItemIndicator>
                </span>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
