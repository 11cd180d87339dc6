import { expect, test } from 'vitest'
import { clipOf } from '@/flow/draft/clip'
import { exportFlow } from '@/flow/exchange/export'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { readClip } from './read-clip'

const node: Node = {
  id: 'a',
  key: 'a',
  type: 'x',
  typeVersion: 1,
  label: '<b>🎉 שלום</b>',
  params: { text: '<script>alert(1)</script>' },
  position: { x: 0, y: 0 },
  disabled: false,
  onError: 'fail',
}
const graph = { ...emptyGraph(), nodes: [node] }
const clip = clipOf(graph, new Set(['a']))

test('steps that were copied', () => {
  expect(readClip(JSON.stringify(clip))).toEqual({ ok: true, clip })
})

test('a whole flow that was exported', () => {
  const named = { accounts: new Map(), flows: new Map(), people: new Map() }
  const file = exportFlow('Flow', graph, { connectors: [], nodes: {} }, named)
  expect(readClip(JSON.stringify(file))).toEqual({ ok: true, clip })
})

test('five thousand steps', () => {
  const nodes = Array.from({ length: 5_000 }, (_, at) => ({ ...node, id: `n${at}`, key: `n${at}` }))
  expect(readClip(JSON.stringify({ ...clip, nodes }))).toMatchObject({ ok: true })
})

test.each([
  ['a workflow of another tool', '{"nodes":[{"type":"n8n-nodes-base.set"}],"connections":{}}', /no steps on the clipboard/],
  ['a novel that mentions "kaos"', `It was a dark and stormy "kaos". ${'And so on. '.repeat(50_000)}`, /not complete/],
  ['half of it', JSON.stringify(clip).slice(0, -9), /not complete/],
  ['too many steps', JSON.stringify({ ...clip, nodes: Array.from({ length: 5_001 }, () => node) }), /cannot be read/],
  ['something else in it', JSON.stringify({ ...clip, script: 'x' }), /cannot be read/],
  ['nesting without end', `{"kaos":"clip","nodes":${'['.repeat(20_000)}`, /not complete/],
])('%s is refused in words', (_what, text, message) => {
  expect(readClip(text)).toEqual({ ok: false, message: expect.stringMatching(message) })
})
