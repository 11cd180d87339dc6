import { describe, expect, it } from 'vitest'
import { fold } from './fold'
import { failedPasses, findPasses, passesAround, stepAt } from './passes'
import { planOf } from './plan'
import { newStep } from './state'
import { draw } from './testing/drawn'
import { perform } from './testing/perform'

const { graph, manifest } = draw('t → each → end', {
  inside: { each: 'try → inner', try: 'ask', inner: 'x' },
  types: { try: { container: 'scope' }, x: { effect: 'read' } },
})
const plan = planOf(graph, manifest)
const state = fold(
  plan,
  perform(plan, {
    each: { items: [{ name: 'Hooli' }, { name: 'Globex' }, { name: 'Initech' }] },
    inner: { items: ['a', 'b'] },
  }),
)

describe('the step of a node', () => {
  it('is that of the passes chosen, through loops and parts of a scope', () => {
    expect(stepAt(plan, state, 'end', new Map())).toEqual({ step: 'end', passes: [] })
    expect(stepAt(plan, state, 'ask', new Map([['each', 1]]))?.step).toBe('each:1/try:0/ask')
    const chosen = new Map([
      ['each', 2],
      ['inner', 1],
    ])
    const at = stepAt(plan, state, 'x', chosen)
    expect(at?.step).toBe('each:2/inner:1/x')
    expect(at?.passes.map(({ nodeId, index, loop }) => [nodeId, index, loop.total])).toEqual([
      ['each', 2, 3],
      ['inner', 1, 2],
    ])
    expect(passesAround('each:2/inner:1/x')).toEqual(chosen)
  })

  it('stays within the passes there are', () => {
    expect(stepAt(plan, state, 'ask', new Map([['each', 99]]))?.step).toBe('each:2/try:0/ask')
    expect(stepAt(plan, state, 'nobody', new Map())).toBeNull()
  })
})

it('finds the passes that failed', () => {
  const failed = { ...newStep(), status: 'failed' } as const
  const steps = new Map([
    ['each:12/try:0/ask', failed],
    ['each:2/inner:7/x', failed],
    ['each:3/x', newStep()],
    ['eachOther:4/x', failed],
  ])
  expect(failedPasses({ ...state, steps }, 'each')).toEqual([2, 12])
  expect(failedPasses({ ...state, steps }, 'each:2/inner')).toEqual([7])
})

describe('passes are found', () => {
  it('by what they were given or left, whatever the case', () => {
    const loop = state.loops.get('each')
    expect(loop && findPasses(loop, 'gLOBex', 10)).toEqual([1])
    expect(loop && findPasses(loop, 'o', 10)).toEqual([0, 1])
    expect(loop && findPasses(loop, 'o', 1)).toEqual([0])
  })

  it('at the end of 50,000', () => {
    const items = Array.from({ length: 50_000 }, (_, at) => ({ id: at, name: `Vendor ${at}`, lines: [{ net: at * 2 }] }))
    const loop = { ...(state.loops.get('each') as NonNullable<ReturnType<typeof state.loops.get>>), items, outputs: [] } // opened above
    expect(findPasses(loop, 'vendor 49999', 10)).toEqual([49_999])
  })
})
