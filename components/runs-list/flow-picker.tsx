'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTRPC } from '../trpc/provider'
import { cn } from '../ui/cn'
import { fieldStyle } from '../ui/input'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '../ui/popover'

type FlowPickerProps = { chosen: { id: string; name: string } | null; onChoose: (flowId: string | undefined) => void }

/** All flows, or one of a thousand: searched on the server. */
export function FlowPicker({ chosen, onChoose }: FlowPickerProps) {
  const [open, setOpen] = useState(false)
  const choose = (flowId: string | undefined) => {
    setOpen(false)
    onChoose(flowId)
  }
  return (
    <PopoverRoot open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={`Flow: ${chosen?.name ?? 'all flows'}`}
        className={cn(fieldStyle, 'flex h-8 w-48 items-center justify-between gap-2 px-2.5 text-left data-[state=open]:border-brand')}
      >
        <span className="truncate">{chosen?.name ?? 'All flows'}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="start" aria-label="Choose a flow" className="w-72 p-0">
        <FlowChoices chosenId={chosen?.id} onChoose={choose} />
      </PopoverContent>
    </PopoverRoot>
  )
}

function FlowChoices({ chosenId, onChoose }: { chosenId: string | undefined; onChoose: (flowId: string | undefined) => void }) {
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const { data, isPlaceholderData } = useQuery(
    trpc.flows.list.queryOptions({ search: search || undefined, limit: 30 }, { placeholderData: keepPreviousData }),
  )
  // Of what was found before nothing is to be chosen by Enter.
  const isCurrent = data !== undefined && !isPlaceholderData && search === text.trim()
  return (
    <Command label="Flows" shouldFilter={false}>
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Find a flow"
        className="h-9 w-full border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-center text-ink-3">{isCurrent ? 'No flow has that name.' : 'One moment …'}</Command.Empty>
        {!search && <Choice value="all" label="All flows" chosen={chosenId === undefined} onSelect={() => onChoose(undefined)} />}
        {isCurrent &&
          data.items.map(({ id, name }) => (
            <Choice key={id} value={id} label={name} chosen={id === chosenId} onSelect={() => onChoose(id)} />
          ))}
      </Command.List>
    </Command>
  )
}

function Choice({ value, label, chosen, onSelect }: { value: string; label: string; chosen: boolean; onSelect: () => void }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-8 cursor-default items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-hover"
    >
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {chosen && <Check className="size-4" aria-label="chosen" />}
    </Command.Item>
  )
}
