'use client'
import { type ReactNode, useState } from 'react'
import { match } from '../editor/match'
import { errorMessage } from '../trpc/error-of'
import { PickBox, PickItem, PickList } from '../ui/pick-box'
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
  const shown = value === '' ? placeholder : (chosen?.name ?? (flows.data ? 'A flow that is gone' : '…'))
  const choose = (flowId: string | undefined) => {
    setOpen(false)
    onChange(flowId)
  }
  return (
    <PickBox
      open={open}
      onOpenChange={(next) => {
        if (next) void flows.refetch()
        setOpen(next)
      }}
      label={label}
      shown={shown}
      isEmpty={value === ''}
      field={{ id, 'aria-label': `${label}: ${shown}`, 'aria-describedby': describedBy, 'aria-invalid': invalid ? true : undefined }}
    >
      <Flows label={label} flows={fitting} value={value} onChoose={choose}>
        {flows.isError ? errorMessage(flows.error) : flows.isPending ? 'One moment …' : fitting.length === 0 ? empty : null}
      </Flows>
    </PickBox>
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
    <PickList
      label={label}
      text={text}
      onText={setText}
      placeholder="Find a flow"
      onClear={value === '' ? null : () => onChoose(undefined)}
      words={words}
    >
      {list.map(({ id, name }) => (
        <PickItem key={id} value={id} chosen={id === value} onSelect={() => onChoose(id)}>
          <span className="min-w-0 flex-1 truncate">{name}</span>
        </PickItem>
      ))}
    </PickList>
  )
}
