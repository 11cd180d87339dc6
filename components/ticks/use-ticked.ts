'use client'
import { useCallback, useState } from 'react'

export type Ticked = {
  ids: ReadonlySet<string>
  /** Something is ticked, or somebody is about to: on a phone the boxes show only then. */
  isChoosing: boolean
  choose: () => void
  /** With `range`, all from the one ticked before are made like it. `among`: the list as it stands. */
  toggle: (id: string, among: readonly string[], range: boolean) => void
  /** All of these, or none of them if all are ticked, or as many as can be. */
  toggleAll: (ids: readonly string[]) => void
  add: (ids: readonly string[]) => void
  clear: () => void
}

/** As many as one press may concern. */
export const MOST_TICKED = 1_000
const NONE: ReadonlySet<string> = new Set()

/** Rows somebody ticked in a long list. */
export function useTicked(): Ticked {
  const [{ ids }, set] = useState<TickedState>({ ids: NONE, last: null })
  const [isChoosing, setChoosing] = useState(false)
  const change = useCallback((next: (before: TickedState) => TickedState) => {
    set(next)
    setChoosing(true)
  }, [])
  const choose = useCallback(() => setChoosing(true), [])
  const toggle = useCallback(
    (id: string, among: readonly string[], range: boolean) => change((before) => toggled(before, id, among, range)),
    [change],
  )
  const toggleAll = useCallback((all: readonly string[]) => change((before) => allToggled(before, all)), [change])
  const add = useCallback((more: readonly string[]) => change((before) => added(before, more)), [change])
  const clear = useCallback(() => {
    set({ ids: NONE, last: null })
    setChoosing(false)
  }, [])
  return { ids, isChoosing, choose, toggle, toggleAll, add, clear }
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
  const more = added({ ids, last }, all)
  return more.ids.size === ids.size ? { ids: NONE, last: null } : more
}

export function added({ ids, last }: TickedState, more: readonly string[]): TickedState {
  return { ids: bounded(new Set([...ids, ...more])), last }
}

/** `3 selected`. Who can tick no more is told that they can't. */
export function tickedInWords(count: number): string {
  return `${count.toLocaleString()} selected${count < MOST_TICKED ? '' : ', the most at once'}`
}

function bounded(ids: ReadonlySet<string>): ReadonlySet<string> {
  return ids.size > MOST_TICKED ? new Set([...ids].slice(0, MOST_TICKED)) : ids
}
