import type { Action } from './action'

/** What has several keys is offered once, with all of them. */
export function onceEach(actions: readonly Action[]): (Action & { shortcuts: string[] })[] {
  const once = new Map<string, Action & { shortcuts: string[] }>()
  for (const action of actions) {
    const name = `${action.group}\u001f${action.label}`
    const keys = action.shortcut === undefined ? [] : [action.shortcut]
    const same = once.get(name)
    if (same) same.shortcuts.push(...keys)
    else once.set(name, { ...action, shortcuts: keys })
  }
  return [...once.values()]
}
