'use client'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { FileRefSchema } from '@/flow/define/file-ref'
import type { Json } from '@/flow/json'
import { recordsIn } from './columns'
import { FilePreview } from './file-preview'
import { isLargeValue, LargeValue } from './large-value'
import type { Pointing } from './pointing'
import { RawView } from './raw-view'
import { TableView } from './table-view'
import { TreeView } from './tree-view'

type DataPaneProps = {
  value: Json
  label: string
  /** The expression that gives this value to later steps: what a copied path begins with. */
  owner?: string
} & Pointing

/** Any data, however much: as a tree, as a table where it is a list of records, and as JSON; a file as what it shows. */
export function DataPane({ value, label, owner = '', ...pointing }: DataPaneProps) {
  const file = FileRefSchema.safeParse(value)
  if (file.success && isLargeValue(file.data)) {
    return <LargeValue file={file.data}>{(whole) => <Views value={whole} label={label} owner={owner} {...pointing} />}</LargeValue>
  }
  if (file.success) return <FilePreview file={file.data} />
  return <Views value={value} label={label} owner={owner} {...pointing} />
}

type View = 'tree' | 'table' | 'raw'

const NAMES: Record<View, string> = { tree: 'Tree', table: 'Table', raw: 'JSON' }

function Views({ value, label, owner, ...pointing }: Required<Omit<DataPaneProps, keyof Pointing>> & Pointing) {
  const [chosen, setChosen] = useState<View>('tree')
  const records = recordsIn(value)
  const views: View[] = records ? ['tree', 'table', 'raw'] : ['tree', 'raw']
  const view = views.includes(chosen) ? chosen : 'tree'
  return (
    <div>
      {typeof value === 'object' && value !== null && (
        <fieldset className="mb-1.5 flex gap-0.5">
          <legend className="sr-only">How {label} is shown</legend>
          {views.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={view === each}
              onClick={() => setChosen(each)}
              className={cn(
                'h-6 rounded-[4px] px-2 text-xs',
                view === each ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:text-ink',
              )}
            >
              {NAMES[each]}
            </button>
          ))}
        </fieldset>
      )}
      {view === 'table' && records ? (
        <TableView records={records} label={label} />
      ) : view === 'raw' ? (
        <RawView value={value} label={label} />
      ) : (
        <TreeView value={value} label={label} owner={owner} {...pointing} />
      )}
    </div>
  )
}
