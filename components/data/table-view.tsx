'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { JsonObject } from '@/flow/json'
import { humanLabel } from '@/flow/mapping/human-label'
import { preview } from '@/flow/mapping/preview'
import { columnsOf } from './columns'
import { ScrollBox } from './scroll-box'

const ROW = 26

/** A list of records, one a line; only what is in sight is drawn. */
export function TableView({ records, label }: { records: readonly JsonObject[]; label: string }) {
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => columnsOf(records), [records])
  const virtual = useVirtualizer({ count: records.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 8 })
  const shown = virtual.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <ScrollBox
      ref={scroller}
      label={`${label} as a table`}
      className="max-h-96 overflow-auto rounded-sm border bg-sunken text-xs tabular-nums"
    >
      <table aria-label={label} aria-rowcount={records.length + 1} className="min-w-full border-collapse">
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col" className="border-b px-2 py-1 text-right font-normal text-ink-3">
              #
            </th>
            {columns.map((name) => (
              <th key={name} scope="col" title={name} className="whitespace-nowrap border-b px-2 py-1 text-left font-medium text-ink-2">
                {humanLabel(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {shown.map(({ index }) => (
            <tr key={index} aria-rowindex={index + 2} style={{ height: ROW }}>
              <td className="px-2 text-right text-ink-3">{index + 1}</td>
              {columns.map((name) => (
                <td key={name} className="max-w-52 truncate px-2">
                  {cell(records[index], name)}
                </td>
              ))}
            </tr>
          ))}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** What only looked like a record has no fields. */
function cell(record: JsonObject | undefined, name: string): string {
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, name)) return ''
  const value = record[name]
  return value === undefined || value === null ? '' : preview(value)
}
