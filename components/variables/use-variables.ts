'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { JsonObject } from '@/flow/json'
import { useTRPC } from '../trpc/provider'

/** The variables of the workspace as flows read them; undefined until they are known. */
export function useVariables(): JsonObject | undefined {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.variables.list.queryOptions())
  return useMemo(() => data && Object.fromEntries(data.map(({ name, value }) => [name, value])), [data])
}
