import { describe, expect, it, vi } from 'vitest'
import type { Action } from './action'
import { createActionRegistry } from './registry'

function action(id: string, more: Partial<Action> = {}): Action {
  return { id, label: id, group: 'Test', run: () => {}, ...more }
}

describe('action registry', () => {
  it('lists what is mounted, each id once, the latest winning', () => {
    const registry = createActionRegistry()
    registry.add(() => [action('open', { label: 'Open' }), action('close')])
    const remove = registry.add(() => [action('open', { label: 'Open this flow' })])
    expect(registry.all().map((each) => each.label)).toEqual(['Open this flow', 'close'])
    remove()
    expect(registry.all().map((each) => each.label)).toEqual(['Open', 'close'])
  })

  it('finds the latest that may run now', () => {
    const registry = createActionRegistry()
    let selected = true
    registry.add(() => [action('page.delete', { shortcut: 'delete' })])
    registry.add(() => [action('node.delete', { shortcut: 'delete', when: () => selected })])
    const byKey = () => registry.find((each) => each.shortcut === 'delete')?.id
    expect(byKey()).toBe('node.delete')
    selected = false
    expect(byKey()).toBe('page.delete')
  })

  it('tells listeners and keeps the list identical in between', () => {
    const registry = createActionRegistry()
    const heard = vi.fn()
    registry.subscribe(heard)
    const remove = registry.add(() => [action('a')])
    expect(heard).toHaveBeenCalledTimes(1)
    expect(registry.all()).toBe(registry.all())
    remove()
    expect(heard).toHaveBeenCalledTimes(2)
    expect(registry.all()).toEqual([])
  })
})
