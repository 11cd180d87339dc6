import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { DraftState } from './draft'
import { keptInWords, leftBehind, rememberDraft } from './left-behind'

const state = (status: DraftState['status'], keptHere = true): DraftState => ({
  ready: true,
  canUndo: false,
  canRedo: false,
  aside: [],
  status,
  keptHere,
})

it('calls saved what the server has, and nothing else', () => {
  expect(keptInWords(state({ state: 'saved' }))).toBe('The flow is saved as you left it.')
  expect(keptInWords(state({ state: 'offline', kept: 0 }, false))).toBe('The flow is saved as you left it.')
  expect(keptInWords(state({ state: 'opening' }))).toBe('')
})

it.each([{ state: 'saving' }, { state: 'offline', kept: 2 }, { state: 'refused', message: 'You may not.', gone: false }] as const)(
  'says of what is $state where it is kept, if it is',
  (status) => {
    expect(keptInWords(state(status))).toContain('kept in this browser')
    expect(keptInWords(state(status, false))).toContain('may be lost')
  },
)

it('knows of the flow of the page only', () => {
  rememberDraft(
    'bills',
    createStore(() => state({ state: 'saved' })),
  )
  expect(leftBehind('/w/acme/flows/bills')).not.toBe('')
  expect(leftBehind('/w/acme/flows/orders')).toBe('')
  expect(leftBehind('/w/acme/settings/members')).toBe('')
})
