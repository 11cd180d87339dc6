'use client'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { isJsonObject, type Json } from '@/flow/json'
import { typeOfSample } from '@/flow/mapping/field-type'
import { preview } from '@/flow/mapping/preview'

const AT_ONCE = 100
/** Records this small are open from the start. */
const FEW = 4

/** Data as a tree: open where one looks, and only as much of it as one asks for. */
export function JsonTree({ value, label }: { value: Json; label: string }) {
  return (
    <ul aria-label={label} className="rounded-sm border bg-sunken p-1.5 font-code text-[12px] leading-6">
      <Branch name={null} value={value} depth={0} />
    </ul>
  )
}

function Branch({ name, value, depth }: { name: string | null; value: Json; depth: number }) {
  const [open, setOpen] = useState(depth < 2 || (depth < 4 && sizeOf(value) <= FEW))
  const [count, setCount] = useState(AT_ONCE)
  const entries = isJsonObject(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.map((item, index) => [String(index + 1), item] as const)
      : null
  const indent = { paddingLeft: depth * 14 }
  if (!entries || entries.length === 0) {
    return (
      <li className="flex gap-2 px-1" style={indent}>
        <span className="w-4 shrink-0" />
        {name !== null && <span className="shrink-0 text-ink-2">{name}</span>}
        <span className={cn('min-w-0 whitespace-pre-wrap break-words', tone(value))}>
          {entries ? (Array.isArray(value) ? 'empty list' : 'no fields') : written(value)}
        </span>
      </li>
    )
  }
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-6 w-full gap-2 rounded-[4px] px-1 py-0.5 text-left hover:bg-hover"
        style={indent}
      >
        <ChevronRight
          className={cn('mt-1 size-4 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
          strokeWidth={1.75}
          aria-hidden
        />
        {name !== null && <span className="shrink-0 text-ink-2">{name}</span>}
        <span className="text-ink-3">
          {typeOfSample(value) === 'list' ? 'list' : 'record'}, {preview(value)}
        </span>
      </button>
      {open && (
        <ul>
          {entries.slice(0, count).map(([key, each]) => (
            <Branch key={key} name={key} value={each} depth={depth + 1} />
          ))}
          {entries.length > count && (
            <li style={{ paddingLeft: (depth + 1) * 14 + 24 }}>
              <button type="button" className="text-brand-ink hover:underline" onClick={() => setCount(count + AT_ONCE)}>
                Show {Math.min(AT_ONCE, entries.length - count)} more of {entries.length}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  )
}

function sizeOf(value: Json): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
}

function written(value: Json): string {
  return typeof value === 'string' ? value : value === null ? 'empty' : String(value)
}

function tone(value: Json): string {
  if (value === null) return 'text-ink-3'
  return typeof value === 'string' ? 'text-ink' : 'text-brand-ink'
}
