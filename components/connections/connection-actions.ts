import { Gauge, PlugZap, SlidersHorizontal, SquarePen, Trash2 } from 'lucide-react'
import type { Action } from '../actions/action'
import type { Connection } from './types'

type Doings = Record<'test' | 'rename' | 'edit' | 'limit' | 'remove', (connection: Connection) => void>

export function connectionActions(connection: Connection, doings: Doings): Action[] {
  const group = connection.name
  const test: Action = { id: 'connection.test', label: 'Test', group, icon: PlugZap, run: () => doings.test(connection) }
  if (!connection.mayChange) return [test]
  return [
    test,
    { id: 'connection.rename', label: 'Rename', group, icon: SquarePen, run: () => doings.rename(connection) },
    ...(connection.kind === 'sandbox'
      ? []
      : [{ id: 'connection.edit', label: 'Edit', group, icon: SlidersHorizontal, run: () => doings.edit(connection) }]),
    { id: 'connection.limit', label: 'Limit', group, icon: Gauge, keywords: 'concurrency at once', run: () => doings.limit(connection) },
    { id: 'connection.remove', label: 'Remove', group, icon: Trash2, danger: true, run: () => doings.remove(connection) },
  ]
}
