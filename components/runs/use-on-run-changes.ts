'use client'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef, useState } from 'react'
import { useTRPC } from '../trpc/provider'
import { RunChanges } from './run-changes'

/**
 * Calls `look` when runs of the workspace came or changed, with their ids, or with null when it may be any; a burst of changes
 * becomes one look, and one is over before the next begins. `isShown`: there is something that may be older than the line.
 */
export function useOnRunChanges(look: (changed: ReadonlySet<string> | null) => unknown, pauseMs: number, isShown = () => true) {
  const trpc = useTRPC()
  const latest = useRef(look)
  latest.current = look
  const [changes] = useState(() => new RunChanges((changed) => latest.current(changed), pauseMs))
  useEffect(() => () => changes.drop(), [changes])
  const wasOn = useRef(false)
  useSubscription(
    trpc.runs.onChanges.subscriptionOptions(undefined, {
      // Nothing is told of what happened before the line stood, or while it was cut.
      onStarted: () => {
        if (wasOn.current || isShown()) changes.add(null)
        wasOn.current = true
      },
      onData: ({ runId }) => changes.add(runId),
    }),
  )
}
