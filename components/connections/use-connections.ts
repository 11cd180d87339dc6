'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import type { Connection } from './types'

/** The accounts of the workspace by id; undefined until they are known, and for whoever may not see them. */
export function useConnections(): ReadonlyMap<string, Connection> | undefined {
  const trpc = useTRPC()
  const mayUse = useCan('connection.use')
  const { data } = useQuery(trpc.connections.list.queryOptions(undefined, { enabled: mayUse }))
  return useMemo(() => data && new Map(data.map((connection) => [connection.id, connection])), [data])
}
