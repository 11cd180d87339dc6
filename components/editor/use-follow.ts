'use client'
import { useCallback, useEffect, useRef } from 'react'
import type { Run } from '../runs/follow-run'
import { useTRPCClient } from '../trpc/provider'
import { useEditor } from './context'

/** Follows a run: shown on the canvas (`run`), or only for its values (`sample`). */
export function useFollow() {
  const { screen, canvas } = useEditor()
  const client = useTRPCClient()
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return useCallback(
    async (as: 'run' | 'sample', run: Run) => {
      const { followRun } = await import('../runs/follow-run')
      if (!here.current) return
      screen.getState()[as]?.stop()
      const follower = followRun(client, run, canvas.manifest)
      screen.setState({ [as]: follower })
      if (as !== 'run') return
      canvas.live.setState(follower.store.getState().view)
      follower.store.subscribe(({ view }) => {
        if (screen.getState().run === follower) canvas.live.setState({ nodes: view.nodes, edges: view.edges })
      })
    },
    [screen, canvas, client],
  )
}
