'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { RUN_STATUSES } from '@/flow/engine/status'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { Select } from '../ui/select'
import { STATUS_LOOK } from '../ui/status-pill'
import { FlowPicker } from './flow-picker'
import { isFiltered } from './run-filter'
import { TimeFilter } from './time-filter'
import type { RunFilter } from './types'
import { ValueFilter } from './value-filter'

const ANY = 'any'
const STATUS_OPTIONS = [{ value: ANY, label: 'Any status' }, ...RUN_STATUSES.map((value) => ({ value, label: STATUS_LOOK[value].label }))]
const MODE_OPTIONS = [
  { value: ANY, label: 'Live and test' },
  { value: 'live', label: 'Live only' },
  { value: 'test', label: 'Tests only' },
]

type RunFiltersProps = { filter: RunFilter; onChange: (filter: RunFilter) => void }

export function RunFilters({ filter, onChange }: RunFiltersProps) {
  const trpc = useTRPC()
  const chosen = useQuery(trpc.flows.get.queryOptions({ id: filter.flowId ?? '' }, { enabled: filter.flowId !== undefined })).data
  const members = useQuery(trpc.members.list.queryOptions(undefined, { staleTime: 60_000 })).data ?? []
  const people = [{ value: ANY, label: 'Anybody' }, ...members.map(({ userId, name }) => ({ value: userId, label: name }))]
  return (
    <div className="flex shrink-0 items-center gap-2 px-3 py-2.5 max-sm:overflow-x-auto max-sm:*:shrink-0 sm:flex-wrap sm:px-5">
      <FlowPicker
        chosen={filter.flowId === undefined ? null : { id: filter.flowId, name: chosen?.name ?? 'One flow' }}
        onChoose={(flowId) => onChange({ ...filter, flowId })}
      />
      <Select
        aria-label="Status"
        className="w-34"
        value={filter.status ?? ANY}
        options={STATUS_OPTIONS}
        onChange={(value) => onChange({ ...filter, status: RUN_STATUSES.find((status) => status === value) })}
      />
      <Select
        aria-label="Live or test"
        className="w-36"
        value={filter.mode ?? ANY}
        options={MODE_OPTIONS}
        onChange={(value) => onChange({ ...filter, mode: value === 'live' || value === 'test' ? value : undefined })}
      />
      <TimeFilter range={filter} onChange={(range) => onChange({ ...filter, ...range })} />
      <Select
        aria-label="Started by"
        className="w-36"
        value={filter.by ?? ANY}
        options={people}
        onChange={(value) => onChange({ ...filter, by: value === ANY ? undefined : value })}
      />
      <ValueFilter text={filter.text} onChange={(text) => onChange({ ...filter, text })} />
      {isFiltered(filter) && (
        <Button variant="ghost" onClick={() => onChange({})}>
          <X aria-hidden />
          Clear
        </Button>
      )}
    </div>
  )
}
