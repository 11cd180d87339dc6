'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import type { AuditFilter } from './audit-filter'
import { GROUPS } from './words'

const ANY = 'any'
const WHAT = [{ value: ANY, label: 'Everything' }, ...GROUPS.map(({ id, label }) => ({ value: id, label }))]

type AuditFiltersProps = { filter: AuditFilter; onChange: (filter: AuditFilter) => void }

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const trpc = useTRPC()
  const members = useQuery(trpc.members.list.queryOptions(undefined, { enabled: useCan('member.read') })).data
  const who = [
    { value: ANY, label: 'Anybody' },
    { value: 'people', label: 'People only' },
    { value: 'system', label: 'KAOS itself' },
    ...(members ?? []).map(({ userId, name }) => ({ value: userId, label: name })),
  ]
  const chosen = filter.who !== undefined && !who.some(({ value }) => value === filter.who)
  const pick = (value: string) => (value === ANY ? undefined : value)
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2.5 sm:px-5">
      <Select
        aria-label="Who"
        className="w-44"
        value={filter.who ?? ANY}
        options={chosen ? [...who, { value: filter.who ?? ANY, label: members ? 'Former member' : 'One person' }] : who}
        onChange={(value) => onChange({ ...filter, who: pick(value) })}
      />
      <Select
        aria-label="What"
        className="w-44"
        value={filter.what ?? ANY}
        options={WHAT}
        onChange={(value) => onChange({ ...filter, what: pick(value) })}
      />
      <div className="flex items-center gap-1.5 text-ink-3 text-sm">
        <Input
          type="date"
          aria-label="From"
          className="w-36"
          value={filter.from ?? ''}
          max={filter.to}
          onChange={(event) => onChange({ ...filter, from: event.target.value || undefined })}
        />
        to
        <Input
          type="date"
          aria-label="To"
          className="w-36"
          value={filter.to ?? ''}
          min={filter.from}
          onChange={(event) => onChange({ ...filter, to: event.target.value || undefined })}
        />
      </div>
      {Object.values(filter).some(Boolean) && (
        <Button variant="ghost" onClick={() => onChange({})}>
          <X aria-hidden />
          Clear
        </Button>
      )}
    </div>
  )
}
