'use client'
import { useState } from 'react'
import { PickBox, PickItem, PickList } from '../ui/pick-box'
import { zoneHere, zoneOf, zonesFor } from './zones'

type ZoneBoxProps = {
  value: string
  /** What holds while none is chosen; set: the choice can be taken back. */
  placeholder?: string | undefined
  onChange: (zone: string | undefined) => void
  id: string | undefined
  label: string
  describedBy?: string | undefined
  invalid?: boolean | undefined
}

/** A time zone, found by its city or region. */
export function ZoneBox({ value, placeholder, onChange, id, label, describedBy, invalid }: ZoneBoxProps) {
  const [open, setOpen] = useState(false)
  const shown = value === '' ? (placeholder ?? 'Choose') : inWords(value)
  const choose = (zone: string | undefined) => {
    setOpen(false)
    onChange(zone)
  }
  return (
    <PickBox
      open={open}
      onOpenChange={setOpen}
      label={label}
      shown={shown}
      isEmpty={value === ''}
      field={{ id, 'aria-label': `${label}: ${shown}`, 'aria-describedby': describedBy, 'aria-invalid': invalid ? true : undefined }}
    >
      <Zones
        label={label}
        value={value}
        onChoose={choose}
        onClear={placeholder === undefined || value === '' ? null : () => choose(undefined)}
      />
    </PickBox>
  )
}

type ZonesProps = { label: string; value: string; onChoose: (zone: string) => void; onClear: (() => void) | null }

function Zones({ label, value, onChoose, onClear }: ZonesProps) {
  const [text, setText] = useState('')
  const here = zoneHere()
  const { zones, more } = zonesFor(text, here, Date.now())
  const words =
    zones.length === 0 ? `There is no time zone like “${text.trim()}”. Try a large city.` : more ? 'Type a city to find more.' : null
  return (
    <PickList label={label} text={text} onText={setText} placeholder="Find a city or region" onClear={onClear} words={words}>
      {zones.map(({ name, title, offset }) => (
        <PickItem key={name} value={name} chosen={name === value} onSelect={() => onChoose(name)}>
          <span className="min-w-0 flex-1 truncate">{title}</span>
          <span className="text-ink-3 text-sm tabular-nums">{name === here ? `here · ${offset}` : offset}</span>
        </PickItem>
      ))}
    </PickList>
  )
}

function inWords(name: string): string {
  const { title, offset } = zoneOf(name, Date.now())
  return offset === '' || offset === title ? title : `${title} (${offset})`
}
