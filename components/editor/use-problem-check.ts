'use client'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { type Around, checkGraph } from '@/flow/checks/check-graph'
import type { Manifest } from '@/flow/define/manifest'
import { isTerminal } from '@/flow/engine/status'
import type { Problem } from '@/flow/graph/problem'
import type { Draft } from '../draft/draft'
import { graphOf } from '../draft/graph-of'
import type { EditorScreen } from './context'
import { seenIn } from './seen-outputs'

const PAUSE_MS = 150

type Problems = StoreApi<ReadonlyMap<string, readonly Problem[]>>

/**
 * Checks the draft whenever it has rested for a moment, and again once a run has shown what data is like.
 * Problems of no node stand under the empty id.
 */
export function useProblemCheck(
  draft: Draft,
  manifest: Manifest,
  { accounts, flows, variables }: Around,
  problems: Problems,
  screen: StoreApi<EditorScreen>,
) {
  const follower = useStore(screen, (state) => state.run ?? state.sample)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const check = () => {
      const run = follower?.store.getState()
      const around = { accounts, flows, variables, seen: run && isTerminal(run.status) ? seenIn(run) : undefined }
      problems.setState(byNode(checkGraph(graphOf(draft.graph.getState()), manifest, around), problems.getState()), true)
    }
    const plan = () => {
      clearTimeout(timer)
      timer = setTimeout(check, PAUSE_MS)
    }
    plan()
    const stop = draft.graph.subscribe(plan)
    const stopRun = follower?.store.subscribe((now, before) => {
      if (isTerminal(now.status) && (!isTerminal(before.status) || now.revision !== before.revision)) plan()
    })
    return () => {
      clearTimeout(timer)
      stop()
      stopRun?.()
    }
  }, [draft, manifest, accounts, flows, variables, problems, follower])
}

/** Nodes whose problems stay the same keep their list, so that their cards need not be drawn again. */
function byNode(found: readonly Problem[], before: ReadonlyMap<string, readonly Problem[]>) {
  const now = new Map<string, Problem[]>()
  for (const problem of found) now.set(problem.nodeId ?? '', [...(now.get(problem.nodeId ?? '') ?? []), problem])
  return new Map(
    [...now].map(([id, list]) => {
      const old = before.get(id)
      return [id, old && JSON.stringify(old) === JSON.stringify(list) ? old : list] as const
    }),
  )
}
