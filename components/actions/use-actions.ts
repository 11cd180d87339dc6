'use client'
import { useContext, useEffect, useLayoutEffect, useRef } from 'react'
import { type Action, isAvailable } from './action'
import { ActionsContext } from './context'

/**
 * Offers these actions while the component is mounted. The array may be new at every render.
 * Effects run children first: what is to yield to a page's actions sits in a leaf placed before the page.
 */
export function useActions(offered: readonly Action[]) {
  const { registry } = useContext(ActionsContext)
  const actions = offered.filter(({ may }) => may !== false)
  const latest = useRef(actions)
  const shape = actions.map((action) => [action.id, action.label, action.group, action.shortcut].join('\u001f')).join('\u001e')

  useLayoutEffect(() => {
    latest.current = actions
  })
  useEffect(() => registry.add(() => latest.current.map((action) => live(action, latest))), [registry])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the registry is told when what people see of the actions changes
  useEffect(() => registry.changed(), [registry, shape])
}

/** The registry keeps its list between changes of shape; `when` and `run` still are those of the last render. */
function live(action: Action, latest: { current: readonly Action[] }): Action {
  const now = () => latest.current.find(({ id }) => id === action.id)
  return {
    ...action,
    when: () => {
      const current = now()
      return current !== undefined && isAvailable(current)
    },
    run: () => now()?.run(),
  }
}
