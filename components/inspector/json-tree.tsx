'use client'
import { ChevronRight, CornerUpLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { isJsonObject, type Json } from '@/flow/json'
import { typeOfSample } from '@/flow/mapping/field-type'
import { preview } from '@/flow/mapping/preview'

const AT_ONCE = 100
/** Records this small are open from the start. */
const FEW = 4

type Path = readonly (string | number)[]

type Pointing = {
  /** A place in it that is pointed at: opened, lit and brought into sight. */
  marked?: Path | null
  /** Asks where a value comes from. */
  onTrace?: (path: Path) => void
}

/** Data as a tree: open where one looks, and only as much of it as one asks for. */
export function JsonTree({ value, label, ...pointing }: { value: Json; label: string } & Pointing) {
  return (
    <ul aria-label={label} className="rounded-sm border bg-sunken p-1.5 font-code text-[12px] leading-6">
      <Branch name={null} value={value} path={[]} {...pointing} />
    </ul>
  )
}

function Branch({ name, value, path, marked = null, onTrace }: { name: string | null; value: Json; path: Path } & Pointing) {
  const depth = path.length
  const onTheWay = marked !== null && path.every((part, at) => part === marked[at])
  const isMarked = onTheWay && marked.length === depth
  const [chosen, setOpen] = useState<boolean>()
  const open = chosen ?? (onTheWay || depth < 2 || (depth < 4 && sizeOf(value) <= FEW))
  const wanted = onTheWay ? marked[depth] : undefined
  const [asked, setCount] = useState(AT_ONCE)
  const count = typeof wanted === 'number' ? Math.max(asked, wanted + 1) : asked
  const entries = isJsonObject(value)
    ? Object.entries(value).map(([key, each]) => ({ name: key, part: key, value: each }))
    : Array.isArray(value)
      ? value.map((item, index) => ({ name: String(index + 1), part: index, value: item }))
      : null
  const trace = onTrace && depth > 0 && <Trace name={name ?? ''} onTrace={() => onTrace(path)} />
  const indent = { paddingLeft: depth * 14 }
  if (!entries || entries.length === 0) {
    return (
      <Lit as="li" isMarked={isMarked} className="group flex gap-2 px-1" style={indent}>
        <span className="w-4 shrink-0" />
        {name !== null && <span className="shrink-0 text-ink-2">{name}</span>}
        <span className={cn('min-w-0 whitespace-pre-wrap break-words', tone(value))}>
          {entries ? (Array.isArray(value) ? 'empty list' : 'no fields') : written(value)}
        </span>
        {trace}
      </Lit>
    )
  }
  return (
    <li>
      <Lit as="div" isMarked={isMarked} className="group flex gap-2 pr-1">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-6 min-w-0 flex-1 gap-2 rounded-[4px] px-1 py-0.5 text-left hover:bg-hover"
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
        {trace}
      </Lit>
      {open && (
        <ul>
          {entries.slice(0, count).map(({ name, part, value }) => (
            <Branch key={name} name={name} value={value} path={[...path, part]} marked={onTheWay ? marked : null} onTrace={onTrace} />
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

type LitProps = { as: 'li' | 'div'; isMarked: boolean; className: string; style?: { paddingLeft: number }; children: ReactNode }

function Lit({ as: Row, isMarked, className, style, children }: LitProps) {
  const row = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (isMarked) row.current?.scrollIntoView({ block: 'center' })
  }, [isMarked])
  const keep = (element: HTMLElement | null) => {
    row.current = element
  }
  return (
    <Row
      ref={keep}
      aria-current={isMarked || undefined}
      className={cn(className, isMarked && 'rounded-[4px] bg-brand-soft outline outline-brand')}
      style={style}
    >
      {children}
    </Row>
  )
}

function Trace({ name, onTrace }: { name: string; onTrace: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Where does ${name} come from?`}
      title="Where does it come from?"
      onClick={onTrace}
      className="ml-auto flex size-6 shrink-0 items-center justify-center rounded-[4px] text-ink-3 opacity-0 hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100"
    >
      <CornerUpLeft className="size-3.5" strokeWidth={1.75} aria-hidden />
    </button>
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
