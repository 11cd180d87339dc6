'use client'
import { useQuery } from '@tanstack/react-query'
import type { JsonObject } from '@/flow/json'
import { useTRPC } from '../trpc/provider'
import type { Outputs } from '../trpc/types'

/** The variables of the workspace as flows read them; undefined until they are known. */
export function useVariables(): JsonObject | undefined {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.variables.list.queryOptions())
  return data && byName(data)
}

type Listed = Outputs['variables']['list']

const known = new WeakMap<Listed, JsonObject>()

/** The same for whoever asks: what was worked out with them holds from one step to the next. */
function byName(listed: Listed): JsonObject {
  const before = known.get(listed)
  if (before) return before
  const now = Object.fromEntries(listed.map(({ name, value }) => [name, value]))
  known.set(listed, now)
  return now
}
