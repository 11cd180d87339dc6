'use client'
import { ChevronRight, CornerUpLeft, FileText } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import type { Path } from './open-tree'
import { rowsFrom, useRowsInSight } from './rows-in-sight'
import { isTreeKey, type Line, type TreeAction } from './tree-state'

const ROW = 24
const INDENT = 14

type TreeLinesProps = {
  label: string
  count: number
  pickedLine: number | null
  /** Null: not there yet. */
  lineAt: (line: number) => Line | null
  /** Which lines are in sight, to fetch those that are not there yet. */
  onSight?: (from: number, to: number) => void
  onAct: (action: TreeAction) => void
  onTrace?: (path: Path) => void
}

/** The lines of a tree, of which only those in sight are drawn. */
export function TreeLines({ label, count, pickedLine, lineAt, onSight, onAct, onTrace }: TreeLinesProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const { from, to, total, bring } = useRowsInSight({ scroller, count, height: ROW })

  useEffect(() => {
    if (pickedLine !== null) bring(pickedLine)
  }, [pickedLine, bring])
  useEffect(() => onSight?.(from, to), [onSight, from, to])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !isTreeKey(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    onAct({ do: 'press', key: event.key })
  }
  const nameOf = (line: number) => `${id}${line}`
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={pickedLine === null ? undefined : nameOf(pickedLine)}
      onKeyDown={onKeyDown}
      className="max-h-96 overflow-auto rounded-sm border bg-sunken p-1 font-code text-[12px] leading-6"
    >
      <div role="presentation" className="relative w-full" style={{ height: total }}>
        {rowsFrom(from, to).map((index) => {
          const line = lineAt(index)
          return (
            line && (
              <TreeLine
                key={index}
                id={nameOf(index)}
                line={line}
                top={index * ROW}
                picked={index === pickedLine}
                onTrace={onTrace && index > 0 ? () => onTrace(line.path) : undefined}
                onPick={() => onAct({ do: 'choose', line: index })}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

type TreeLineProps = { id: string; line: Line; top: number; picked: boolean; onPick: () => void; onTrace?: () => void }

function TreeLine({ id, line, top, picked, onPick, onTrace }: TreeLineProps) {
  const { path, words, tone, isFile, depth, entries, open, position, siblings } = line
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
      {isFile && <FileText className="mt-1 -mr-0.5 size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />}
      <span className={cn('min-w-0 truncate', tone)}>{words}</span>
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
