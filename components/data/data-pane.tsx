'use client'
import type { Json } from '@/flow/json'
import { fileIn, isLargeValue } from '@/flow/mapping/file-in'
import { recordsIn } from './columns'
import { FarRaw } from './far/far-raw'
import { FarTable } from './far/far-table'
import { FarTree } from './far/far-tree'
import { FilePreview } from './file-preview'
import { LargeValue } from './large-value'
import type { Pointing } from './pointing'
import { RawView } from './raw-view'
import { TableView } from './table-view'
import { TreeView } from './tree-view'
import { ViewSwitch } from './view-switch'

type DataPaneProps = {
  value: Json
  label: string
  /** The expression that gives this value to later steps: what a copied path begins with. */
  owner?: string
} & Pointing

/** Any data, however much: as a tree, as a table where it is a list of records, and as JSON; a file as what it shows. */
export function DataPane({ value, label, owner = '', ...pointing }: DataPaneProps) {
  const file = fileIn(value)
  if (file && !isLargeValue(file)) return <FilePreview file={file} />
  if (file) {
    return (
      <LargeValue file={file}>
        {({ far, look, isTable }) => (
          <ViewSwitch label={label} views={isTable ? ['tree', 'table', 'raw'] : ['tree', 'raw']}>
            {(view) => {
              if (view === 'table') return <FarTable far={far} label={label} />
              if (view === 'raw') return <FarRaw far={far} label={label} />
              return <FarTree far={far} first={look} label={label} owner={owner} {...pointing} />
            }}
          </ViewSwitch>
        )}
      </LargeValue>
    )
  }
  const records = recordsIn(value)
  const isScalar = typeof value !== 'object' || value === null
  return (
    <ViewSwitch label={label} views={isScalar ? ['tree'] : records ? ['tree', 'table', 'raw'] : ['tree', 'raw']}>
      {(view) => {
        if (view === 'table' && records) return <TableView records={records} label={label} />
        if (view === 'raw') return <RawView value={value} label={label} />
        return <TreeView value={value} label={label} owner={owner} {...pointing} />
      }}
    </ViewSwitch>
  )
}
