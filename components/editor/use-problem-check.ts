'use client'
import { useEffect } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import { type Around, checkGraph } from '@/flow/checks/check-graph'
import type { Manifest } from '@/flow/define/manifest'
import type { Problem } from '@/flow/graph/problem'
import type { Draft } from '../draft/draft'

const PAUSE_MS = 150

type Problems = StoreApi<ReadonlyMap<string, readonly Problem[]>>

/** Checks the draft whenever it has rested for a moment. Problems of no node stand under the empty id. */
export function useProblemCheck(draft: Draft, manifest: Manifest, { accounts, flows, variables }: Around, problems: Problems) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const around = { accounts, flows, variables }
    const check = () => problems.setState(byNode(checkGraph(draft.snapshot(), manifest, around), problems.getState()), true)
    const plan = () => {
      clearTimeout(timer)
      timer = setTimeout(check, PAUSE_MS)
    }
    plan()
    const stop = draft.graph.subscribe(plan)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [draft, manifest, accounts, flows, variables, problems])
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
