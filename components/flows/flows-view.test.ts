import { expect, it } from 'vitest'
import { flowsViewQuery, parseFlowsView } from './flows-view'

it('survives the way through the address', () => {
  for (const view of [
    { folderId: '0198', order: 'name', state: 'failing' } as const,
    { folderId: null, order: 'ran', state: null } as const,
  ])
    expect(parseFlowsView(Object.fromEntries(new URLSearchParams(flowsViewQuery(view))))).toEqual(view)
  expect(flowsViewQuery({ folderId: null, order: 'changed', state: null })).toBe('')
})

it('ignores what makes no sense', () => {
  expect(parseFlowsView({ folder: ['a', 'b'], sort: 'colour', state: 'blue' })).toEqual({
    folderId: null,
    order: 'changed',
    state: null,
  })
})
