import { expect, it } from 'vitest'
import { flowsViewQuery, parseFlowsView } from './flows-view'

it('survives the way through the address', () => {
  for (const view of [{ folderId: '0198', order: 'name' } as const, { folderId: null, order: 'ran' } as const])
    expect(parseFlowsView(Object.fromEntries(new URLSearchParams(flowsViewQuery(view))))).toEqual(view)
  expect(flowsViewQuery({ folderId: null, order: 'changed' })).toBe('')
})

it('ignores what makes no sense', () => {
  expect(parseFlowsView({ folder: ['a', 'b'], sort: 'colour' })).toEqual({ folderId: null, order: 'changed' })
})
