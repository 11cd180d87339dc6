'use client'
import { GripVertical } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { SearchInput } from '@/components/ui/search-input'
import { toast } from '@/components/ui/toast'
import { useInspected } from '../context'
import { DRAGGED } from './dragged'
import { type PickEntry, search } from './pick-entries'
import { countOf } from './suggestions'

/** So many fields of a step at once; searching finds the others. */
const AT_ONCE = 120
/** So many fields of all steps together; more come when the end is near. */
const ALL_AT_ONCE = 240
const NEAR_END_PX = 400

/** What earlier steps gave, beside the form: dragged onto a field, or put into the one last used with a click. */
export function DataPane() {
  const { groups, manifest, readOnly } = useInspected()
  const [query, setQuery] = useState('')
  const [most, setMost] = useState(ALL_AT_ONCE)
  const found = search(groups, query, most)
  return (
    <aside aria-label="Data of earlier steps" className="z-10 flex w-68 shrink-0 flex-col border-l bg-surface max-lg:hidden">
      <header className="px-3 pt-3.5 pb-2">
        <h2 className="mb-2 font-semibold text-md">Data of earlier steps</h2>
        <SearchInput label="Find data" value={query} onChange={setQuery} />
        {!readOnly && <p className="mt-2 text-ink-3 text-xs">Drag it onto a field, or click to add it to the field used last.</p>}
      </header>
      <div
        className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-3"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          if (scrollTop + clientHeight > scrollHeight - NEAR_END_PX && countOf(found) >= most) setMost(most + ALL_AT_ONCE)
        }}
      >
        {found.length === 0 && (
          <p className="px-3 py-6 text-center text-ink-3 text-sm">
            {query === '' ? 'No step before this one gives data yet.' : 'Nothing is called that.'}
          </p>
        )}
        {found.map(({ heading, nodeType, note, entries }) => (
          <section key={heading} aria-label={heading}>
            <h3 className="flex items-center gap-1.5 px-2 pt-2.5 pb-1 font-medium text-ink-3 text-xs">
              <Icon name={(nodeType && manifest.nodes[nodeType]?.icon) || 'variable'} size={13} />
              <span className="min-w-0 truncate">{heading}</span>
              {note && <span className="ml-auto font-normal">{note}</span>}
            </h3>
            <ul>
              {entries.slice(0, AT_ONCE).map((entry) => (
                <DataRow key={`${entry.expression}${entry.name}`} entry={entry} />
              ))}
            </ul>
            {entries.length > AT_ONCE && (
              <p className="px-2 py-1 text-ink-3 text-xs">{entries.length - AT_ONCE} more, found by searching</p>
            )}
          </section>
        ))}
      </div>
    </aside>
  )
}

function DataRow({ entry }: { entry: PickEntry }) {
  const { readOnly, lastField } = useInspected()
  return (
    <li>
      <button
        type="button"
        draggable={!readOnly}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAGGED, entry.expression)
          event.dataTransfer.setData('text/plain', `{{ ${entry.expression} }}`)
          event.dataTransfer.effectAllowed = 'copy'
          // The fields show that they take it.
          document.body.dataset.dragsData = ''
        }}
        onDragEnd={() => delete document.body.dataset.dragsData}
        onMouseDown={(event) => event.stopPropagation()}
        onClick={() => {
          if (lastField.current) lastField.current(entry.expression)
          else if (!readOnly) toast('Click into a field first, then the data that goes there.')
        }}
        title={entry.expression}
        className="group/row flex w-full items-baseline gap-2 rounded-sm px-2 py-1 text-left text-sm hover:bg-hover"
      >
        <GripVertical
          className="size-3 shrink-0 self-center text-ink-3 opacity-0 group-hover/row:opacity-100"
          strokeWidth={1.75}
          aria-hidden
        />
        <span className="min-w-0 shrink-0 truncate" style={{ paddingLeft: entry.depth * 10, maxWidth: '58%' }}>
          {entry.name}
        </span>
        <span className="min-w-0 flex-1 truncate text-right text-ink-3 tabular-nums">{entry.value || entry.type}</span>
      </button>
    </li>
  )
}
