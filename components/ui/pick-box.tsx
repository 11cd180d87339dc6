'use client'
import { Command } from 'cmdk'
import { Check, ChevronsUpDown } from 'lucide-react'
import { type ComponentProps, Fragment, type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from './cn'
import { fieldStyle } from './input'
import { PopoverContent, PopoverRoot, PopoverTrigger } from './popover'
import { typeAhead } from './type-ahead'

type PickBoxProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  label: string
  /** What stands in the field. */
  shown: ReactNode
  isEmpty: boolean
  /** Of the field itself: id, labels, keys. */
  field: Omit<ComponentProps<typeof PopoverTrigger>, 'children' | 'className'>
  children: ReactNode
}

/** A field whose value is picked from a list that opens below it: a `PickList`. */
export function PickBox({ open, onOpenChange, label, shown, isEmpty, field, children }: PickBoxProps) {
  const content = useRef<HTMLDivElement>(null)
  const [opening, setOpening] = useState(0)
  // Opened again before it has quite closed, it is the same popover still, which takes the focus only once.
  useEffect(() => {
    if (opening > 0) content.current?.querySelector('input')?.focus()
  }, [opening])
  const change = (next: boolean) => {
    if (next) {
      setOpening((before) => before + 1)
      typeAhead()
    }
    onOpenChange(next)
  }
  return (
    <PopoverRoot open={open} onOpenChange={change}>
      <PopoverTrigger
        role="combobox"
        {...field}
        className={cn(fieldStyle, 'flex h-8 items-center justify-between gap-2 px-2.5 text-left data-[state=open]:border-brand')}
      >
        <span className={cn('truncate', isEmpty && 'text-ink-3')}>{shown}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      </PopoverTrigger>
      <PopoverContent ref={content} align="start" aria-label={label} className="w-(--radix-popover-trigger-width) p-0">
        <Fragment key={opening}>{children}</Fragment>
      </PopoverContent>
    </PopoverRoot>
  )
}

type PickListProps = {
  label: string
  text: string
  onText: (text: string) => void
  placeholder: string
  /** Set: what was picked can be taken back. */
  onClear: (() => void) | null
  /** Said below the list. */
  words: ReactNode
  failed?: boolean
  children: ReactNode
}

export function PickList({ label, text, onText, placeholder, onClear, words, failed = false, children }: PickListProps) {
  return (
    <Command label={label} shouldFilter={false}>
      <Command.Input
        value={text}
        onValueChange={onText}
        placeholder={placeholder}
        className="h-9 w-full border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-64 overflow-y-auto p-1">
        {children}
        {onClear && text.trim() === '' && (
          <PickItem value="nothing chosen" onSelect={onClear}>
            <span className="text-ink-2">Clear</span>
          </PickItem>
        )}
      </Command.List>
      {words !== null && (
        <p role="status" className={cn('px-3 pt-1 pb-2.5 text-sm', failed ? 'text-bad-ink' : 'text-ink-3')}>
          {words}
        </p>
      )}
    </Command>
  )
}

type PickItemProps = { value: string; chosen?: boolean; onSelect: () => void; children: ReactNode }

export function PickItem({ value, chosen = false, onSelect, children }: PickItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-8 cursor-default items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-hover"
    >
      {children}
      {chosen && <Check className="size-4" aria-label="chosen" />}
    </Command.Item>
  )
}
