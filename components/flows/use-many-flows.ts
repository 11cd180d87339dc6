'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { useTRPC } from '../trpc/provider'
import type { Inputs } from '../trpc/types'
import { type BulkVerb, doneInWords, type FlowsDone, leftInWords, thinnedInWords } from './flows-done-in-words'
import type { FlowSummary } from './types'
import { useExportFlows } from './use-export-flows'
import { useShownAtOnce } from './use-shown-at-once'

/** Many at once are looked over before one knows whether it was right. */
const UNDO_MS = 10_000

type Left = { words: string; undo: (() => void) | undefined }
type Names = ReadonlyMap<string, string>

/**
 * What can be done to many flows at once. What was done is said with a way back; where some of it was not, `left` says so and why,
 * until it is put away. `flows`: those that are known, by name and place. `onDone` when something was done.
 */
export function useManyFlows(flows: readonly FlowSummary[], onDone: () => void) {
  const trpc = useTRPC()
  const { settle, shownAtOnce } = useShownAtOnce()
  const [left, setLeft] = useState<Left | null>(null)

  /** As they are called now: what is gone from the list by the time of the answer still has its name. */
  const names = (): Names => new Map(flows.map(({ id, name }) => [id, name]))
  const answered = (verb: BulkVerb, { done, left: notDone }: FlowsDone, known: Names, undo?: () => void, more = '') => {
    const said = doneInWords(verb, done.length)
    const rest = [leftInWords(verb, notDone, (id) => known.get(id)), more].filter((words) => words !== '').join(' ')
    const undoable = done.length === 0 ? undefined : undo
    if (rest !== '') setLeft({ words: `${said}. ${rest}`, undo: undoable })
    else {
      setLeft(null)
      toast(said, undoable && { duration: UNDO_MS, action: { label: 'Undo', onClick: undoable } })
    }
    if (done.length > 0) onDone()
  }

  const moveMany = useMutation(
    trpc.flows.moveMany.mutationOptions(shownAtOnce((flow, { folderId }: Inputs['flows']['moveMany']) => ({ ...flow, folderId }))),
  )
  const setEnabledMany = useMutation(
    trpc.flows.setEnabledMany.mutationOptions(
      shownAtOnce((flow, { enabled }: Inputs['flows']['setEnabledMany']) => (flow.liveVersion === null ? flow : { ...flow, enabled })),
    ),
  )
  const setPausedMany = useMutation(
    trpc.flows.setPausedMany.mutationOptions(
      shownAtOnce((flow, { paused }: Inputs['flows']['setPausedMany']) => (flow.liveVersion === null ? flow : { ...flow, paused })),
    ),
  )
  const removeMany = useMutation(trpc.flows.removeMany.mutationOptions(shownAtOnce<Inputs['flows']['removeMany']>(() => null)))
  const restoreMany = useMutation(trpc.flows.restoreMany.mutationOptions(settle))
  const { exporting, exportFlows } = useExportFlows((done, thinned) => {
    const known = names()
    answered(
      'export',
      done,
      known,
      undefined,
      thinnedInWords(thinned, (id) => known.get(id)),
    )
  })

  /** Each back to where it was. */
  function moveBack(done: readonly string[], places: ReadonlyMap<string, string | null>) {
    const placeOf = (id: string) => places.get(id) ?? null
    for (const folderId of new Set(done.map(placeOf))) moveMany.mutate({ ids: done.filter((id) => placeOf(id) === folderId), folderId })
  }

  function doingInWords(): string | null {
    if (moveMany.isPending) return 'Moving…'
    if (removeMany.isPending) return 'Deleting…'
    if (setEnabledMany.isPending) return setEnabledMany.variables.enabled ? 'Turning on…' : 'Turning off…'
    if (setPausedMany.isPending) return setPausedMany.variables.paused ? 'Pausing…' : 'Letting them go on…'
    return exporting
  }

  return {
    left,
    hideLeft: () => setLeft(null),
    exportFlows,
    /** What is being done, in words; null when nothing is. */
    doing: doingInWords(),
    move: (ids: string[], folderId: string | null) => {
      const known = names()
      const places = new Map(flows.map((flow) => [flow.id, flow.folderId]))
      const knowsAll = ids.every((id) => places.has(id))
      moveMany.mutate(
        { ids, folderId },
        { onSuccess: (answer) => answered('move', answer, known, knowsAll ? () => moveBack(answer.done, places) : undefined) },
      )
    },
    setEnabled: (ids: string[], enabled: boolean) => {
      const known = names()
      const undo = (done: string[]) => () => setEnabledMany.mutate({ ids: done, enabled: !enabled })
      setEnabledMany.mutate({ ids, enabled }, { onSuccess: (answer) => answered(enabled ? 'on' : 'off', answer, known, undo(answer.done)) })
    },
    setPaused: (ids: string[], paused: boolean) => {
      const known = names()
      const undo = (done: string[]) => () => setPausedMany.mutate({ ids: done, paused: !paused })
      setPausedMany.mutate(
        { ids, paused },
        { onSuccess: (answer) => answered(paused ? 'pause' : 'goOn', answer, known, undo(answer.done)) },
      )
    },
    remove: (ids: string[]) => {
      const known = names()
      const undo = (done: string[]) => () =>
        restoreMany.mutate({ ids: done }, { onSuccess: (answer) => answered('restore', answer, known) })
      removeMany.mutate({ ids }, { onSuccess: (answer) => answered('remove', answer, known, undo(answer.done)) })
    },
  }
}
