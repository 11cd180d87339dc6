'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '@/components/ui/popover'
import { findPasses } from '@/flow/engine/passes'
import type { LoopState } from '@/flow/engine/state'
import { isJsonObject, type Json } from '@/flow/json'
import { preview } from '@/flow/mapping/preview'

type FindPassProps = {
  loop: LoopState
  word: string
  failed: readonly number[]
  chosen: number
  onChoose: (index: number) => void
}

const MOST = 10_000
const ROW = 28

/** Passes by what they were given or left behind, however many there are. */
export function FindPass({ word, onChoose, ...props }: FindPassProps) {
  const [open, setOpen] = useState(false)
  const choose = (index: number) => {
    setOpen(false)
    onChoose(index)
  }
  return (
    <PopoverRoot open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <IconButton size="sm" icon={Search} label={`Find ${word === 'Item' ? 'an item' : 'a pass'}`} />
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={`Find ${word === 'Item' ? 'an item' : 'a pass'}`} className="w-84 p-0">
        <Found {...props} word={word} onChoose={choose} />
      </PopoverContent>
    </PopoverRoot>
  )
}

function Found({ loop, word, failed, chosen, onChoose }: FindPassProps) {
  const [text, setText] = useState('')
  const [onlyFailed, setOnlyFailed] = useState(false)
  const [current, setCurrent] = useState(0)
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const wanted = useDeferredValue(text.trim())
  const bad = useMemo(() => new Set(failed), [failed])
  const find = useCallback(
    (words: string) => {
      const all = findPasses(loop, words, onlyFailed ? Number.POSITIVE_INFINITY : MOST)
      return onlyFailed ? all.filter((index) => bad.has(index)) : all
    },
    [loop, onlyFailed, bad],
  )
  const found = useMemo(() => find(wanted), [find, wanted])
  const rows = useVirtualizer({ count: found.length, getScrollElement: () => scroller, estimateSize: () => ROW, overscan: 8 })

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1 }
    const next = moves[event.key]
    if (next !== undefined) {
      event.preventDefault()
      const at = Math.max(0, Math.min(found.length - 1, next))
      setCurrent(at)
      rows.scrollToIndex(at)
    } else if (event.key === 'Enter') {
      // What is shown follows the typing: Enter means all that was typed.
      const index = find(text.trim())[current]
      if (index !== undefined) onChoose(index)
    }
  }
  return (
    <div>
      <div className="flex items-center gap-2 border-b p-2">
        <Input
          aria-label="Find by value"
          placeholder="A name, a number, empty …"
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setCurrent(0)
          }}
          onKeyDown={onKeyDown}
        />
        {failed.length > 0 && (
          <label className="flex shrink-0 items-center gap-1.5 text-sm">
            <input type="checkbox" checked={onlyFailed} onChange={() => setOnlyFailed(!onlyFailed)} className="accent-brand" />
            Failed
          </label>
        )}
      </div>
      <p role="status" className="px-3 pt-1.5 text-ink-3 text-xs tabular-nums">
        {found.length === 0
          ? 'None holds that.'
          : `${found.length.toLocaleString()}${found.length === MOST && loop.items.length > MOST ? ' or more' : ''} found`}
      </p>
      <div ref={setScroller} className="max-h-72 overflow-y-auto p-1">
        <ul style={{ height: rows.getTotalSize() }} className="relative">
          {rows.getVirtualItems().map(({ index: at, start }) => {
            const index = found[at] ?? 0
            return (
              <li key={index} className="absolute inset-x-0" style={{ top: start, height: ROW }}>
                <button
                  type="button"
                  aria-current={index === chosen || undefined}
                  onClick={() => onChoose(index)}
                  className={cn(
                    'flex h-7 w-full items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-hover',
                    at === current && 'bg-hover',
                  )}
                >
                  <span className="w-18 shrink-0 text-ink-3 text-xs tabular-nums">
                    {word} {(index + 1).toLocaleString()}
                  </span>
                  <span className="min-w-0 flex-1 truncate">{inShort(loop.items[index] ?? null)}</span>
                  {bad.has(index) && <span className="shrink-0 text-bad-ink text-xs">failed</span>}
                </button>
              </li>
            )
          })}
        </ul>
      </div>
    </div>
  )
}

/** The first few plain values of it: what tells one item from the other. */
function inShort(value: Json): string {
  if (!isJsonObject(value)) return preview(value)
  const plain = Object.values(value).filter((each) => typeof each === 'string' || typeof each === 'number')
  return plain.length > 0 ? plain.slice(0, 3).map(preview).join(' · ') : preview(value)
}
