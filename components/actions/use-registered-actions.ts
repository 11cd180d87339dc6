'use client'
import { useContext, useSyncExternalStore } from 'react'
import type { Action } from './action'
import { ActionsContext } from './context'

const NONE: readonly Action[] = []

/** Everything offered on this screen, kept up to date. */
export function useRegisteredActions(): readonly Action[] {
  const { registry } = useContext(ActionsContext)
  return useSyncExternalStore(registry.subscribe, registry.all, () => NONE)
}

/** Actions under their headings, in the order they were offered. */
export function byGroup(actions: readonly Action[]): [group: string, actions: Action[]][] {
  const groups = new Map<string, Action[]>()
  for (const action of actions) {
    const group = groups.get(action.group)
    if (group) group.push(action)
    else groups.set(action.group, [action])
  }
  return [...groups]
}
