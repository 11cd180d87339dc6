'use client'
import { useCallback, useEffect, useRef } from 'react'
import type { StoreApi } from 'zustand'
import type { CanvasModel } from '../canvas/model'
import type { Run } from '../runs/follow-run'
import { useTRPCClient } from '../trpc/provider'
import type { EditorScreen } from './context'

/** Follows a run, shown on the canvas (`run`) or only for its values (`sample`), as long as the editor is there. */
export type Follow = (as: 'run' | 'sample', run: Run) => Promise<void>

/** For the editor itself: the dialog that starts a run is gone before the run is followed. */
export function useFollow(screen: StoreApi<EditorScreen>, canvas: CanvasModel): Follow {
  const client = useTRPCClient()
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return useCallback<Follow>(
    async (as, run) => {
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
