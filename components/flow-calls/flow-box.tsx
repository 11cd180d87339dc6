'use client'
import { Command } from 'cmdk'
import { Check, ChevronsUpDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { match } from '../editor/match'
import { errorMessage } from '../trpc/error-of'
import { cn } from '../ui/cn'
import { fieldStyle } from '../ui/input'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '../ui/popover'
import { type FlowToCall, useFlowsToCall } from './use-flows-to-call'

type FlowBoxProps = {
  value: string
  /** Of which kind, and never the flow that is open. */
  startsWhen: FlowToCall['startsWhen'][number]
  except: string | undefined
  placeholder: string
  /** What to say where there is none to choose from. */
  empty: string
  onChange: (flowId: string | undefined) => void
  id: string
  label: string
  describedBy?: string | undefined
  invalid?: boolean
}

/** A flow of the workspace by its name, out of those that fit. */
export function FlowBox({ value, startsWhen, except, placeholder, empty, onChange, id, label, describedBy, invalid }: FlowBoxProps) {
  const [open, setOpen] = useState(false)
  const flows = useFlowsToCall()
  const fitting = flows.data?.filter((flow) => flow.startsWhen.includes(startsWhen) && flow.id !== except) ?? []
  const chosen = flows.data?.find((flow) => flow.id === value)
  const shown = value === '' ? placeholder : (chosen?.name ?? (flows.isPending ? '…' : 'A flow that is gone'))
  const choose = (flowId: string | undefined) => {
    setOpen(false)
    onChange(flowId)
  }
  return (
    <PopoverRoot
      open={open}
      onOpenChange={(next) => {
        if (next) void flows.refetch()
        setOpen(next)
      }}
    >
      <PopoverTrigger
        id={id}
        role="combobox"
        aria-label={`${label}: ${shown}`}
        aria-describedby={describedBy}
        aria-invalid={invalid ? true : undefined}
        className={cn(fieldStyle, 'flex h-8 items-center justify-between gap-2 px-2.5 text-left data-[state=open]:border-brand')}
      >
        <span className={cn('truncate', value === '' && 'text-ink-3')}>{shown}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="start" aria-label={label} className="w-(--radix-popover-trigger-width) p-0">
        <Flows label={label} flows={fitting} value={value} onChoose={choose}>
          {flows.isError ? errorMessage(flows.error) : flows.isPending ? 'One moment …' : fitting.length === 0 ? empty : null}
        </Flows>
      </PopoverContent>
    </PopoverRoot>
  )
}

type FlowsProps = {
  label: string
  flows: readonly FlowToCall[]
  value: string
  onChoose: (flowId: string | undefined) => void
  children: ReactNode
}

function Flows({ label, flows, value, onChoose, children: words }: FlowsProps) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const list = flows.filter(({ name }) => typed === '' || match(typed, { title: name, words: [], summary: '' }) > 0)
  return (
    <Command label={label} shouldFilter={false}>
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Find a flow"
        className="h-9 w-full border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-64 overflow-y-auto p-1">
        {list.map(({ id, name }) => (
          <Item key={id} value={id} onSelect={() => onChoose(id)}>
            <span className="min-w-0 flex-1 truncate">{name}</span>
            {id === value && <Check className="size-4" aria-label="chosen" />}
          </Item>
        ))}
        {value !== '' && typed === '' && (
          <Item value="nothing chosen" onSelect={() => onChoose(undefined)}>
            <span className="text-ink-2">Clear</span>
          </Item>
        )}
      </Command.List>
      {words !== null && (
        <p role="status" className="px-3 pt-1 pb-2.5 text-ink-3 text-sm">
          {words}
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
