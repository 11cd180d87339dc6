'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useTRPC } from '../trpc/provider'
import { useEditor, useScreen } from './context'

/** Shows the run that the address names, and follows the latest run of this flow for its values; whoever leaves the editor stops following. */
export function useLastRun() {
  const { flowId, screen, canvas, follow } = useEditor()
  const trpc = useTRPC()
  const wanted = useSearchParams().get('run')
  const asked = useQuery(trpc.runs.get.queryOptions({ id: wanted ?? '' }, { enabled: wanted !== null, retry: false }))
  const latest = useQuery(trpc.runs.latest.queryOptions({ flowId }))
  const run = useQuery(trpc.runs.get.queryOptions({ id: latest.data ?? '' }, { enabled: typeof latest.data === 'string' }))
  const shown = useScreen((state) => state.run)

  useEffect(() => {
    if (run.data && !screen.getState().run) follow('sample', run.data)
  }, [run.data, screen, follow])

  // Once: asked for again when the window gets the focus, it must not take the place of what is looked at by then.
  const begun = useRef<string>(null)
  useEffect(() => {
    if (asked.data?.flowId !== flowId || asked.data.id === begun.current) return
    begun.current = asked.data.id
    follow('run', asked.data)
  }, [asked.data, flowId, follow])

  useEffect(() => {
    if (!shown) canvas.live.setState({ nodes: new Map(), edges: new Map() })
    return () => shown?.stop()
  }, [shown, canvas])

  useEffect(() => () => screen.getState().sample?.stop(), [screen])
}
