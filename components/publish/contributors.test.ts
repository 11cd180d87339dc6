import { expect, it } from 'vitest'
import type { Change } from '@/flow/draft/changes'
import { type Contributions, contributorsOf, othersIn } from './contributors'

const changed: Change = { kind: 'changed', nodeId: 'a', label: 'A', type: 't', fields: [{ field: 'label' }, { field: 'params.x' }] }
const added: Change = { kind: 'added', nodeId: 'b', label: 'B', type: 't', fields: [] }
const contributions: Contributions = {
  seq: 9,
  touches: [
    { nodeId: 'a', field: 'label', by: ['ana'] },
    { nodeId: 'a', field: 'params.x', by: ['me', 'ben'] },
    { nodeId: 'b', field: '*', by: ['ana'] },
    { nodeId: 'undone', field: 'label', by: ['cleo'] },
  ],
  people: [
    { userId: 'me', name: 'Me', lastSeq: 5 },
    { userId: 'ana', name: 'Ana', lastSeq: 9 },
    { userId: 'ben', name: 'Ben', lastSeq: 7 },
    { userId: 'cleo', name: 'Cleo', lastSeq: 8 },
  ],
}

it('names who had a hand in a field, or in all of a step', () => {
  expect(contributorsOf(contributions, changed, 'label')).toEqual(['ana'])
  expect(contributorsOf(contributions, changed).sort()).toEqual(['ana', 'ben', 'me'])
  expect(contributorsOf(contributions, added, 'params.y')).toEqual(['ana'])
})

it('counts the others whose changes would go live, not what was done and undone', () => {
  expect(othersIn(contributions, [changed, added], 'me')).toEqual([
    { userId: 'ana', name: 'Ana', changes: 2, lastSeq: 9 },
    { userId: 'ben', name: 'Ben', changes: 1, lastSeq: 7 },
  ])
})
