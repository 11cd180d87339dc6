'use client'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useId } from 'react'
import type { Path } from '../open-tree'
import { TableRows } from '../table-view'
import type { FarValue } from './far-value'
import type { Stretch } from './held-value'
import { useStretch } from './use-stretch'

type FarTableProps = { far: FarValue; path: Path; label: string }

const TOP: Path = []

/** As `TableView`, of data that a worker holds. */
export function FarTable({ far, path = TOP, label }: Omit<FarTableProps, 'path'> & { path?: Path }) {
  const id = useId()
  const table = useQuery({ queryKey: ['far-table', id, path], gcTime: 0, queryFn: () => far.ask('table', path) })
  return table.data ? <Rows far={far} path={path} label={label} {...table.data} /> : null
}

function Rows({ far, path, label, columns, count }: FarTableProps & { columns: string[]; count: number }) {
  const fetch = useCallback((stretch: Stretch) => far.ask('cells', path, columns, stretch), [far, path, columns])
  const { itemAt, onSight } = useStretch(fetch)
  return <TableRows label={label} columns={columns} count={count} cellsAt={itemAt} onSight={onSight} />
}
