'use client'
import { useEffect, useRef } from 'react'
import { useEditor, useScreen } from '../context'
import { untilThere } from '../until-there'

/** The canvas has more to do than this while somebody types. */
const AFTER_MS = 150

type Left = { runId: string; stale: ReadonlySet<string> }

/** Marks what the shown run would not give any more, as the draft changes under it: also what it took over from one that was marked. */
export function useStaleMarks() {
  const { canvas, draft } = useEditor()
  const shown = useScreen((state) => state.run)
  const left = useRef<Left>(undefined)
  useEffect(() => {
    if (!shown) return canvas.live.setState({ stale: undefined, staleTaken: undefined })
    const { run } = shown.store.getState()
    const staleTaken = left.current?.runId === run.continuesRunId ? left.current?.stale : undefined
    canvas.live.setState({ staleTaken })
    let timer: ReturnType<typeof setTimeout> | undefined
    let isLeft = false
    let stop = () => {}
    // Nothing is marked before a run is shown: it need not be on the page before.
    void untilThere(() => import('@/flow/stale-steps')).then(({ staleSteps }) => {
      if (isLeft) return
      const mark = () => {
        timer = undefined
        canvas.live.setState({ stale: staleSteps(run.graph, draft.snapshot()) })
      }
      mark()
      const unsubscribe = canvas.graph.subscribe(() => {
        timer ??= setTimeout(mark, AFTER_MS)
      })
      stop = () => {
        unsubscribe()
        clearTimeout(timer)
        const { view } = shown.store.getState()
        const taken = [...(staleTaken ?? [])].filter((id) => view.nodes.get(id)?.reused)
        left.current = { runId: run.id, stale: new Set([...staleSteps(run.graph, draft.snapshot()), ...taken]) }
      }
    })
    return () => {
      isLeft = true
      stop()
    }
  }, [shown, canvas, draft])
}
