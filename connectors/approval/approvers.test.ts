import { expect, it } from 'vitest'
import { checkGraph } from '@/flow/checks/check-graph'
import { draw } from '@/flow/engine/testing/drawn'
import type { JsonObject } from '@/flow/json'
import { manifest } from '../manifest'

function problems(params: JsonObject): string[] {
  const { graph } = draw('t → ask', {
    nodes: { t: { type: 'trigger.manual' }, ask: { type: 'approval.ask', label: 'Ask', params: { question: 'Pay?', ...params } } },
  })
  return checkGraph(graph, manifest).flatMap(({ severity, field, message }) => (severity === 'error' ? [`${field}: ${message}`] : []))
}

it('finds questions that nobody can answer, or too few', () => {
  const [a, b] = ['018f3a5d-ac96-774b-8cce-b302099a8057', '018f3a5d-ac96-774b-8cce-b302099a8058']
  expect(problems({})).toEqual([expect.stringMatching(/^approvers: .*asks nobody\.$/)])
  expect(problems({ approvers: { members: [a] }, needed: 2 })).toEqual([
    expect.stringMatching(/^approvers: .*needs 2 approvals, but only one person can decide\.$/),
  ])
  expect(problems({ approvers: { members: [a], emails: ['b@example.com'] }, needed: 2 })).toEqual([])
  expect(problems({ approvers: { members: [a, b] }, needed: 2 })).toEqual([])
  expect(problems({ approvers: { roles: ['owner'] }, needed: 2 })).toEqual([])
})
