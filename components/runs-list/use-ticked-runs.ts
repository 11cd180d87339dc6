'use client'
import { useCallback, useState } from 'react'

export type Ticked = {
  ids: ReadonlySet<string>
  /** With `range`, all from the one ticked before are made like it. `among`: the list as it stands. */
  toggle: (id: string, among: readonly string[], range: boolean) => void
  /** All of these, or none of them if all are ticked. */
  toggleAll: (ids: readonly string[]) => void
  clear: () => void
}

/** As many as one press may concern. */
export const MOST_TICKED = 1_000
const NONE: ReadonlySet<string> = new Set()

/** Runs somebody ticked in the list. */
export function useTickedRuns(): Ticked {
  const [{ ids }, set] = useState<TickedState>({ ids: NONE, last: null })
  const toggle = useCallback(
    (id: string, among: readonly string[], range: boolean) => set((before) => toggled(before, id, among, range)),
    [],
  )
  const toggleAll = useCallback((all: readonly string[]) => set((before) => allToggled(before, all)), [])
  const clear = useCallback(() => set({ ids: NONE, last: null }), [])
  return { ids, toggle, toggleAll, clear }
}

export type TickedState = { ids: ReadonlySet<string>; last: string | null }

export function toggled({ ids, last }: TickedState, id: string, among: readonly string[], range: boolean): TickedState {
  const on = !ids.has(id)
  const [from, to] = [last === null ? -1 : among.indexOf(last), among.indexOf(id)]
  const meant = range && from !== -1 && to !== -1 ? among.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
  const next = new Set(ids)
  for (const each of meant)
    if (on) next.add(each)
    else next.delete(each)
  return { ids: bounded(next), last: id }
}

export function allToggled({ ids, last }: TickedState, all: readonly string[]): TickedState {
  return all.every((id) => ids.has(id)) ? { ids: NONE, last: null } : { ids: bounded(new Set([...ids, ...all])), last }
}

function bounded(ids: ReadonlySet<string>): ReadonlySet<string> {
  return ids.size > MOST_TICKED ? new Set([...ids].slice(0, MOST_TICKED)) : ids
}
