'use client'
import { useEffect, useMemo, useRef } from 'react'
import type { JsonObject } from '@/flow/json'
import { humanLabel } from '@/flow/mapping/human-label'
import { type Cell, cellsOf, columnsOf } from './columns'
import { FileCell } from './file-cell'
import { rowsFrom, useRowsInSight } from './rows-in-sight'
import { ScrollBox } from './scroll-box'

const ROW = 26

/** A list of records, one a line. */
export function TableView({ records, label }: { records: readonly JsonObject[]; label: string }) {
  const columns = useMemo(() => columnsOf(records), [records])
  return <TableRows label={label} columns={columns} count={records.length} cellsAt={(row) => cellsOf(records[row], columns)} />
}

type TableRowsProps = {
  label: string
  columns: readonly string[]
  count: number
  /** Null: not there yet. */
  cellsAt: (row: number) => readonly Cell[] | null
  /** Which rows are in sight, to fetch those that are not there yet. */
  onSight?: (from: number, to: number) => void
}

/** The rows of a table, of which only those in sight are drawn. */
export function TableRows({ label, columns, count, cellsAt, onSight }: TableRowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { from, to } = useRowsInSight({ scroller, count, height: ROW })
  const [above, below] = [from * ROW, (count - 1 - to) * ROW]
  useEffect(() => onSight?.(from, to), [onSight, from, to])
  return (
    <ScrollBox
      ref={scroller}
      label={`${label} as a table`}
      className="max-h-96 overflow-auto rounded-sm border bg-sunken text-xs tabular-nums"
    >
      <table aria-label={label} aria-rowcount={count + 1} className="min-w-full border-collapse">
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
          {rowsFrom(from, to).map((index) => {
            const cells = cellsAt(index)
            return (
              <tr key={index} aria-rowindex={index + 2} style={{ height: ROW }}>
                <td className="px-2 text-right text-ink-3">{index + 1}</td>
                {columns.map((name, at) => (
                  <td key={name} className="max-w-52 truncate px-2">
                    {inCell(cells?.[at])}
                  </td>
                ))}
              </tr>
            )
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function inCell(cell: Cell | undefined) {
  return typeof cell === 'object' ? <FileCell file={cell} /> : cell
}
