'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Node } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'
import { ALONE } from '../../trpc/client'
import { errorMessage } from '../../trpc/error-of'
import { useTRPC } from '../../trpc/provider'
import type { Outputs } from '../../trpc/types'

export type Choice = Outputs['connections']['choices'][number]

type Wish = { node: Node; choices: string; param: string; wanted: boolean }

/** What no list depends on, and would not fit into a request. */
const LONGEST_PARAM = 300

/** The list of an app for one field, asked for with the step's account and what else is filled in when it is opened. */
export function useChoices({ node, choices: name, param, wanted }: Wish) {
  const trpc = useTRPC()
  const [params, setParams] = useState(() => paramsBeside(node, param))
  const { connectionId } = node
  const query = useQuery(
    trpc.connections.choices.queryOptions(
      { type: node.type, name, connectionId: connectionId ?? '', params },
      { enabled: wanted && connectionId !== undefined, staleTime: 60_000, retry: false, trpc: { context: ALONE } },
    ),
  )
  return {
    list: query.data,
    coming: query.isFetching && !query.data,
    failed: query.isError,
    /** What to say instead of, or below, the list. */
    words: wordsOf(connectionId, query),
    renew: () => {
      setParams(paramsBeside(node, param))
      if (query.isError) void query.refetch()
    },
  }
}

function paramsBeside(node: Node, own: string): JsonObject {
  return Object.fromEntries(
    Object.entries(node.params).filter(([name, value]) => name !== own && JSON.stringify(value).length <= LONGEST_PARAM),
  )
}

function wordsOf(connectionId: string | undefined, query: { isFetching: boolean; error: unknown; data: readonly Choice[] | undefined }) {
  if (connectionId === undefined) return 'Choose an account first.'
  if (query.isFetching && !query.data) return 'Asking the app …'
  if (query.error) return errorMessage(query.error)
  return query.data?.length === 0 ? 'The app has nothing to choose from.' : null
}
