import { describe, expect, it } from 'vitest'
import { shortcutLabel } from '../ui/shortcut-label'
import { type Key, matchesShortcut } from './shortcut'

function press(key: string, held: Partial<Key> = {}): Key {
  return { key, code: '', metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...held }
}

describe('matchesShortcut', () => {
  it('takes mod as ⌘ on a Mac and Ctrl elsewhere', () => {
    expect(matchesShortcut(press('k', { metaKey: true }), 'mod+k', true)).toBe(true)
    expect(matchesShortcut(press('k', { ctrlKey: true }), 'mod+k', true)).toBe(false)
    expect(matchesShortcut(press('k', { ctrlKey: true }), 'mod+k', false)).toBe(true)
    expect(matchesShortcut(press('k'), 'mod+k', false)).toBe(false)
  })

  it('tells n from shift+n', () => {
    expect(matchesShortcut(press('N', { shiftKey: true }), 'n', false)).toBe(false)
    expect(matchesShortcut(press('N', { shiftKey: true }), 'shift+n', false)).toBe(true)
    expect(matchesShortcut(press('n', { ctrlKey: true }), 'n', false)).toBe(false)
  })

  it('finds signs on every layout, with or without shift', () => {
    expect(matchesShortcut(press('?', { shiftKey: true }), '?', false)).toBe(true)
    expect(matchesShortcut(press('?'), '?', false)).toBe(true)
    expect(matchesShortcut(press('/'), '?', false)).toBe(false)
    expect(matchesShortcut(press('／'), '/', false)).toBe(true)
  })

  it('takes the sign that joins keys for a key of its own', () => {
    expect(matchesShortcut(press('+', { shiftKey: true }), '+', false)).toBe(true)
    expect(matchesShortcut(press('+', { ctrlKey: true }), 'mod++', false)).toBe(true)
    expect(matchesShortcut(press('-'), '+', false)).toBe(false)
    expect(shortcutLabel('+', false)).toEqual(['+'])
    expect(shortcutLabel('mod++', false)).toEqual(['Ctrl', '+'])
  })

  it('knows named keys', () => {
    expect(matchesShortcut(press('Enter', { metaKey: true }), 'mod+enter', true)).toBe(true)
    expect(matchesShortcut(press('ArrowUp'), 'arrowup', true)).toBe(true)
    expect(matchesShortcut(press(' '), 'space', true)).toBe(true)
  })

  it('deletes by the key that a Mac has for it', () => {
    expect(matchesShortcut(press('Backspace'), 'delete', true)).toBe(true)
    expect(matchesShortcut(press('Delete'), 'delete', true)).toBe(true)
    expect(matchesShortcut(press('Backspace'), 'delete', false)).toBe(false)
    expect([shortcutLabel('delete', true), shortcutLabel('delete', false)]).toEqual([['⌫'], ['Del']])
  })

  it('goes by the place of the key when it writes no Latin letter', () => {
    expect(matchesShortcut(press('л', { code: 'KeyK', ctrlKey: true }), 'mod+k', false)).toBe(true)
    expect(matchesShortcut(press('π', { code: 'KeyP', altKey: true }), 'alt+p', true)).toBe(true)
  })
})
