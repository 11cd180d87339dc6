'use client'
import { Command } from 'cmdk'
import { Check, ChevronsUpDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/input'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '@/components/ui/popover'
import type { Node } from '@/flow/graph/graph'
import { match } from '../../editor/match'
import { asText } from './as-text'
import type { ControlProps } from './control-props'
import { type Choice, useChoices } from './use-choices'

type ChoiceBoxProps = Omit<ControlProps, 'value'> & {
  node: Node
  /** As the step's declaration names the list. */
  choices: string
  value: string
  /** Turns the field into one for mapped data. */
  onMap: (() => void) | undefined
}

/** What was chosen, by its name; opens the app's own list, to be searched or typed past. */
export function ChoiceBox({ field, node, choices, value, onChange, onMap, aria }: ChoiceBoxProps) {
  const [open, setOpen] = useState(false)
  const shown = value === '' ? asText(field.default) : value
  const found = useChoices({ node, choices, param: field.name, wanted: open || shown !== '' })
  const name = found.list?.find((choice) => choice.value === shown)?.label ?? shown
  const choose = (next: string) => {
    setOpen(false)
    onChange(next === '' ? undefined : next)
  }
  return (
    <PopoverRoot
      open={open}
      onOpenChange={(next) => {
        if (next) found.renew()
        setOpen(next)
      }}
    >
      <PopoverTrigger
        id={aria.id}
        role="combobox"
        aria-labelledby={`${aria.labelId} ${aria.id}`}
        aria-describedby={aria.describedBy}
        aria-invalid={aria.invalid ? true : undefined}
        onKeyDown={(event) => {
          if (event.key !== '/' || !onMap) return
          event.preventDefault()
          onMap()
        }}
        className={cn(fieldStyle, 'flex h-8 items-center justify-between gap-2 px-2.5 text-left data-[state=open]:border-brand')}
      >
        <span className={cn('truncate', value === '' && 'text-ink-3')}>{name || field.meta.placeholder || 'Choose'}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="start" aria-label={field.title} className="w-(--radix-popover-trigger-width) p-0">
        <Choices title={field.title} found={found} value={value} onChoose={choose} onMap={onMap} />
      </PopoverContent>
    </PopoverRoot>
  )
}

type ChoicesProps = {
  title: string
  found: ReturnType<typeof useChoices>
  value: string
  onChoose: (value: string) => void
  onMap: (() => void) | undefined
}

function Choices({ title, found, value, onChoose, onMap }: ChoicesProps) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const list = (found.list ?? []).filter((choice) => typed === '' || fits(choice, typed))
  const isNew = typed !== '' && !list.some((choice) => choice.value === typed || choice.label === typed)
  return (
    <Command label={title} shouldFilter={false}>
      <Command.Input
        value={text}
        onValueChange={(next) => (next === '/' && onMap ? onMap() : setText(next))}
        placeholder={onMap ? 'Find, type, or / for data' : 'Find or type'}
        className="h-9 w-full border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-64 overflow-y-auto p-1">
        {list.map((choice) => (
          <Item key={choice.value} value={choice.value} onSelect={() => onChoose(choice.value)}>
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.hint && <span className="max-w-[50%] truncate text-ink-3 text-sm">{choice.hint}</span>}
            {choice.value === value && <Check className="size-4" aria-label="chosen" />}
          </Item>
        ))}
        {isNew && (
          <Item value={`typed ${typed}`} onSelect={() => onChoose(typed)}>
            <span className="truncate">Use “{typed}”</span>
          </Item>
        )}
        {value !== '' && typed === '' && (
          <Item value="nothing chosen" onSelect={() => onChoose('')}>
            <span className="text-ink-2">Clear</span>
          </Item>
        )}
      </Command.List>
      {found.words !== null && (
        <p role="status" className={cn('px-3 pt-1 pb-2.5 text-sm', found.failed ? 'text-bad-ink' : 'text-ink-3')}>
          {found.words}
        </p>
      )}
    </Command>
  )
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-8 cursor-default items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-hover"
    >
      {children}
    </Command.Item>
  )
}

function fits({ label, hint, value }: Choice, typed: string): boolean {
  return match(typed, { title: label, words: [value], summary: hint ?? '' }) > 0
}
