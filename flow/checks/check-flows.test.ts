import { describe, expect, it } from 'vitest'
import { draw } from '../engine/testing/drawn'
import type { Graph } from '../graph/graph'
import type { JsonObject } from '../json'
import { checkFlows, type FlowAround } from './check-flows'
import { surveyOf } from './survey'

const around = (flows: Record<string, Partial<FlowAround>>, self = 'me') => ({
  self,
  byId: new Map(
    Object.entries(flows).map(([id, flow]): [string, FlowAround] => [
      id,
      { name: id.toUpperCase(), startsWhen: ['call'], needs: [], calls: [], ...flow },
    ]),
  ),
})

const input = { type: 'object', properties: { flow: { type: 'string', control: 'flow' }, inputs: { type: 'array', control: 'inputs' } } }

function calling(params: JsonObject, settings: Partial<Graph['settings']> = {}) {
  const { graph, manifest } = draw('t → c', { nodes: { c: { params } }, types: { c: { input } } })
  return { manifest, graph: { ...graph, settings: { ...graph.settings, ...settings } } }
}

const problems = ({ graph, manifest }: ReturnType<typeof calling>, flows: ReturnType<typeof around> | undefined) =>
  checkFlows(surveyOf(graph, manifest), flows)

describe('a step that runs another flow', () => {
  it('is in order when the flow can be called and gets what it needs', () => {
    const flows = around({ other: { needs: ['customer'] } })
    expect(problems(calling({ flow: 'other', inputs: [{ name: 'customer', value: 'A' }] }), flows)).toEqual([])
    expect(problems(calling({ flow: 'other' }), undefined)).toEqual([])
  })

  it.each([
    ['a flow that is not there', { flow: 'gone' }, 'foreign-flow', 'flow'],
    ['a flow that starts otherwise', { flow: 'handler' }, 'foreign-flow', 'flow'],
    ['itself', { flow: 'me' }, 'flow-cycle', 'flow'],
    ['one that leads back here', { flow: 'a' }, 'flow-cycle', 'flow'],
    ['one whose value is missing', { flow: 'other', inputs: [{ name: 'customer', value: '' }] }, 'missing-field', 'inputs'],
  ])('is told about %s', (_, params, code, field) => {
    const flows = around({
      handler: { startsWhen: ['failure'] },
      me: { calls: [] },
      a: { calls: ['b', 'a'] },
      b: { calls: ['me', 'a'] },
      other: { needs: ['customer'] },
    })
    expect(problems(calling(params), flows)).toMatchObject([{ code, field, nodeId: 'c', severity: 'error' }])
  })

  it('says nothing of a step that is off, or of a flow not chosen yet', () => {
    const { graph, manifest } = calling({ flow: 'gone' })
    const off = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, disabled: true })) }
    expect(problems({ graph: off, manifest }, around({}))).toEqual([])
    expect(problems(calling({}), around({}))).toEqual([])
  })
})

it('looks at the flow that failures start', () => {
  const flows = around({ handler: { startsWhen: ['failure'] }, other: {} })
  const named = (errorFlowId: string) => problems(calling({}, { errorFlowId }), flows)
  expect(named('handler')).toEqual([])
  expect(named('other')).toMatchObject([{ code: 'foreign-flow' }])
  expect(named('gone')).toMatchObject([{ code: 'foreign-flow' }])
})
