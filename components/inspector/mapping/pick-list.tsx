'use client'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { useInspected } from '../context'
import type { PickEntry, PickGroup } from './pick-entries'

type PickListProps = {
  id: string
  groups: readonly PickGroup[]
  highlighted: number
  onHighlight: (index: number) => void
  onPick: (entry: PickEntry) => void
  /** Scrolled to where more should follow. */
  onEnd: () => void
}

const NEAR_END_PX = 120

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

/** Earlier steps with what they really gave, under the field. The caret stays in the field. */
export function PickList({ id, groups, highlighted, onHighlight, onPick, onEnd }: PickListProps) {
  const { manifest } = useInspected()
  const list = useRef<HTMLDivElement>(null)
  const inSight = useRef(0)
  useEffect(() => {
    // A list that has just come shows its first; to look where that lies would have the page laid out at once.
    if (inSight.current === highlighted) return
    inSight.current = highlighted
    list.current?.querySelector(`#${CSS.escape(optionId(id, highlighted))}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, highlighted])
  let index = -1
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Data to pick"
      tabIndex={-1}
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-md border border-line-strong bg-surface p-1 shadow-pop"
      onMouseDown={(event) => event.preventDefault()}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        if (scrollTop + clientHeight > scrollHeight - NEAR_END_PX) onEnd()
      }}
    >
      {groups.length === 0 && (
        <p className="px-3 py-4 text-center text-ink-3 text-sm">Nothing to pick. Steps before this one show here, with what they gave.</p>
      )}
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
        <div key={group.heading} role="group" aria-label={group.heading}>
          <div className="flex items-center gap-1.5 px-2 pt-1.5 pb-1 font-medium text-ink-3 text-xs" aria-hidden>
            <Icon name={(group.nodeType && manifest.nodes[group.nodeType]?.icon) || 'variable'} size={13} />
            <span className="min-w-0 truncate">{group.heading}</span>
            {group.note && <span className="ml-auto font-normal">{group.note}</span>}
          </div>
          {group.entries.map((entry) => {
            index += 1
            const here = index
            return (
              <div
                key={`${entry.expression}${entry.name}`}
                id={optionId(id, here)}
                role="option"
                tabIndex={-1}
                aria-selected={here === highlighted}
                className={cn(
                  'flex cursor-default items-baseline gap-2 rounded-sm px-2 py-1 text-sm',
                  here === highlighted && 'bg-brand-soft',
                )}
                onMouseMove={() => here !== highlighted && onHighlight(here)}
                onClick={() => onPick(entry)}
                onKeyDown={(event) => event.key === 'Enter' && onPick(entry)}
              >
                <span className="w-12 shrink-0 text-right font-code text-[10.5px] text-ink-3">{entry.type}</span>
                <span className="min-w-0 shrink-0 truncate" style={{ paddingLeft: entry.depth * 12, maxWidth: '60%' }}>
                  {entry.name}
                </span>
                <span className="min-w-0 flex-1 truncate text-right text-ink-3 tabular-nums">{entry.value}</span>
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}
