'use client'
import { useEffect } from 'react'
import { staleSteps } from '@/flow/stale-steps'
import { useEditor, useScreen } from '../context'

/** The canvas has more to do than this while somebody types. */
const AFTER_MS = 150

/** Marks what the shown run would not give any more, as the draft changes under it. */
export function useStaleMarks() {
  const { canvas, draft } = useEditor()
  const shown = useScreen((state) => state.run)
  useEffect(() => {
    if (!shown) return canvas.live.setState({ stale: undefined })
    const then = shown.store.getState().run.graph
    let timer: ReturnType<typeof setTimeout> | undefined
    const mark = () => {
      timer = undefined
      canvas.live.setState({ stale: staleSteps(then, draft.snapshot()) })
    }
    mark()
    const unsubscribe = canvas.graph.subscribe(() => {
      timer ??= setTimeout(mark, AFTER_MS)
    })
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [shown, canvas, draft])
}
