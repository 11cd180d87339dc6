'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useEditor } from '../editor/context'
import { useTRPC } from '../trpc/provider'

const PAUSE_MS = 400

/** Who made what of the draft since the live version, asked for again whenever the draft changes and has rested. */
export function useContributions() {
  const { flowId, draft } = useEditor()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const query = trpc.drafts.contributions.queryOptions({ flowId })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = () => void draft.settled().then(() => queryClient.invalidateQueries(trpc.drafts.contributions.queryFilter({ flowId })))
    again()
    const stop = draft.graph.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(again, PAUSE_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [draft, flowId, trpc, queryClient])
  return useQuery(query)
}
