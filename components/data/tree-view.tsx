'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight, CornerUpLeft } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { Json } from '@/flow/json'
import { preview } from '@/flow/mapping/preview'
import { boundedJson } from './bounded-json'
import { Found } from './found'
import { entriesIn, lineCount, lineOf, openTree, type Path, type Row, reveal, rowAt, setOpen, toggle, valueAt } from './open-tree'
import { Picked } from './picked'
import type { Pointing } from './pointing'

const ROW = 24
const INDENT = 14
/** With more letters than this in it, one looks for things by their name. */
const SEARCHED = 600

/** Data as a tree: only the lines in sight are drawn, and only what is opened is looked at. */
export function TreeView({ value, label, owner, marked = null, onTrace }: { value: Json; label: string; owner: string } & Pointing) {
  const [tree, setTree] = useState(() => openTree(value))
  const [shownValue, setShownValue] = useState(value)
  const [picked, setPicked] = useState<Path | null>(null)
  const [pointed, setPointed] = useState<Path | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  if (shownValue !== value) {
    setShownValue(value)
    setTree(openTree(value))
    setPicked(null)
  }
  if (pointed !== marked) {
    setPointed(marked)
    if (marked) {
      setTree((before) => reveal(before, marked))
      setPicked(marked)
    }
  }
  const count = lineCount(tree)
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 10 })
  const isMuch = useMemo(() => !boundedJson(value, SEARCHED).whole, [value])
  const pickedLine = useMemo(() => (picked ? lineOf(tree, picked) : null), [tree, picked])

  useEffect(() => {
    if (pickedLine !== null) virtual.scrollToIndex(pickedLine)
  }, [pickedLine, virtual])

  const go = (line: number) => {
    const row = rowAt(tree, Math.max(0, Math.min(count - 1, line)))
    if (row) setPicked(row.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const line = pickedLine ?? 0
    const row = rowAt(tree, line)
    if (!row) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(pickedLine === null ? 0 : line + 1),
      ArrowUp: () => go(line - 1),
      Home: () => go(0),
      End: () => go(count - 1),
      ArrowRight: () => (row.entries > 0 && !row.open ? setTree(setOpen(tree, row.path, true)) : go(line + 1)),
      ArrowLeft: () => (row.open ? setTree(setOpen(tree, row.path, false)) : setPicked(row.path.slice(0, -1))),
      Enter: () => row.entries > 0 && setTree(toggle(tree, row.path)),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }

  const nameOf = (line: number) => `${id}${line}`
  const pickedValue = picked ? valueAt(value, picked) : undefined
  return (
    <div>
      {isMuch && (
        <Found
          value={value}
          onGo={(path) => {
            setTree((before) => reveal(before, path))
            setPicked(path)
          }}
        />
      )}
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={pickedLine === null ? undefined : nameOf(pickedLine)}
        onKeyDown={onKeyDown}
        className="max-h-96 overflow-auto rounded-sm border bg-sunken p-1 font-code text-[12px] leading-6"
      >
        <div role="presentation" className="relative w-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rowAt(tree, index)
            return (
              row && (
                <Line
                  key={index}
                  id={nameOf(index)}
                  row={row}
                  top={start}
                  picked={index === pickedLine}
                  onTrace={onTrace && index > 0 ? () => onTrace(row.path) : undefined}
                  onPick={() => {
                    setPicked(row.path)
                    if (row.entries > 0) setTree(toggle(tree, row.path))
                  }}
                />
              )
            )
          })}
        </div>
      </div>
      {picked && pickedValue !== undefined && <Picked path={picked} value={pickedValue} owner={owner} onTrace={onTrace} />}
    </div>
  )
}

type LineProps = { id: string; row: Row; top: number; picked: boolean; onPick: () => void; onTrace?: () => void }

function Line({ id, row, top, picked, onPick, onTrace }: LineProps) {
  const { path, value, depth, entries, open, position, siblings } = row
  const name = path.at(-1)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself takes the keys
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={picked}
      aria-current={picked || undefined}
      aria-expanded={entries > 0 ? open : undefined}
      onClick={onPick}
      className={cn('group absolute inset-x-0 flex cursor-default gap-1.5 rounded-[4px] pr-1 hover:bg-hover', picked && 'bg-brand-soft')}
      style={{ top, height: ROW, paddingLeft: depth * INDENT }}
    >
      <ChevronRight
        className={cn('mt-1 size-4 shrink-0 text-ink-3 transition-transform', open && 'rotate-90', entries === 0 && 'invisible')}
        strokeWidth={1.75}
        aria-hidden
      />
      {name !== undefined && <span className="max-w-[60%] shrink-0 truncate text-ink-2">{typeof name === 'number' ? name + 1 : name}</span>}
      <span className={cn('min-w-0 truncate', tone(value))}>{inWords(value)}</span>
      {onTrace && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Where does ${typeof name === 'number' ? name + 1 : name} come from?`}
          title="Where does it come from?"
          onClick={(event) => {
            event.stopPropagation()
            onTrace()
          }}
          className="sticky right-0 ml-auto flex size-6 shrink-0 items-center justify-center rounded-[4px] text-ink-3 opacity-0 hover:bg-hover hover:text-ink group-hover:opacity-100"
        >
          <CornerUpLeft className="size-3.5" strokeWidth={1.75} aria-hidden />
        </button>
      )}
    </div>
  )
}

function inWords(value: Json): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? String(value) : preview(value)
  if (entriesIn(value) === 0) return Array.isArray(value) ? 'empty list' : 'no fields'
  return Array.isArray(value) ? `list, ${preview(value)}` : preview(value)
}

function tone(value: Json): string {
  if (value === null || typeof value === 'object') return 'text-ink-3'
  return typeof value === 'string' ? 'text-ink' : 'text-brand-ink'
}
