'use client'
import { useEffect, useRef } from 'react'
import type { StoreApi } from 'zustand'
import type { Around } from '@/flow/checks/check-graph'
import type { Manifest } from '@/flow/define/manifest'
import type { Problem } from '@/flow/graph/problem'
import type { Draft } from '../draft/draft'
import { type Checker, checkBeside } from './checking/checker'
import { withChanges } from './checking/problem-changes'
import type { EditorScreen } from './context'
import { useSeen } from './data/use-seen'

type Problems = StoreApi<ReadonlyMap<string, readonly Problem[]>>

/** Checks the draft whenever it has rested for a moment. Problems of no node stand under the empty id. */
export function useProblemCheck(
  draft: Draft,
  manifest: Manifest,
  { accounts, flows, variables }: Around,
  problems: Problems,
  screen: StoreApi<EditorScreen>,
) {
  const checker = useRef<Checker>(null)
  const seen = useSeen(screen)

  useEffect(() => {
    problems.setState(new Map(), true)
    const started = checkBeside(draft.graph, manifest, (changes) => {
      problems.setState(withChanges(problems.getState(), changes), true)
      screen.setState({ checked: true })
    })
    checker.current = started
    return started.stop
  }, [draft, manifest, problems, screen])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a checker that was just started has to be told, too
  useEffect(
    () => checker.current?.lookAround({ accounts, flows, variables, seen }),
    [draft, manifest, problems, accounts, flows, variables, seen],
  )
}
