import { expect, it } from 'vitest'
import { applyEdit } from '../draft/apply-edit'
import { docFromGraph, graphFromDoc } from '../draft/document'
import { draw } from '../engine/testing/drawn'
import type { JsonObject } from '../json'
import { dataLines, usesByField, usesIn } from './uses'

const params: Record<string, JsonObject> = {
  pay: { amount: '{{ steps.read.total }}', rules: [{ left: '{{ steps.read.vendor.name }} of {{ trigger.who }}' }] },
  tell: { text: '{{ steps.read.total + steps.pay.id }} {{ steps.read.lines.map(x, x.net) }}' },
  inner: { text: '{{ item.net }} {{ steps.each.index }}' },
  each: { collect: '{{ item.net }}' },
}

const { graph, manifest } = draw('t → read → pay → each → tell', {
  inside: { each: 'inner' },
  nodes: Object.fromEntries(Object.entries(params).map(([id, each]) => [id, { params: each }])),
  types: { each: { input: { type: 'object', properties: { collect: { resolve: 'iteration' } } } } },
})

it('finds every place where data of a step is read', () => {
  const uses = usesIn(graph, manifest).map(({ sourceId, path, nodeId, field }) => `${sourceId} ${path.join('.')} → ${nodeId} ${field}`)
  expect(uses).toEqual([
    'read total → pay amount',
    'read vendor.name → pay rules.0.left',
    't who → pay rules.0.left',
    'read total → tell text',
    'pay id → tell text',
    'read lines → tell text',
    'each item.net → inner text',
    'each index → inner text',
  ])
})

it('and tells them apart by field', () => {
  const ofRead = usesIn(graph, manifest).filter(({ sourceId }) => sourceId === 'read')
  expect(usesByField(ofRead).map(({ path, uses }) => [path.join('.'), uses.length])).toEqual([
    ['total', 2],
    ['vendor.name', 1],
    ['lines', 1],
  ])
})

it('draws one line for each pair of steps', () => {
  expect(dataLines(usesIn(graph, manifest))).toEqual([
    { from: 'read', to: 'pay', fields: ['total', 'name'] },
    { from: 't', to: 'pay', fields: ['who'] },
    { from: 'read', to: 'tell', fields: ['total', 'lines'] },
    { from: 'pay', to: 'tell', fields: ['id'] },
    { from: 'each', to: 'inner', fields: ['net', 'index'] },
  ])
})

it('stays the same when a step is renamed', () => {
  const doc = docFromGraph(graph)
  const before = usesIn(graphFromDoc(doc), manifest)
  applyEdit(doc, { type: 'node.rename', id: 'read', label: 'Scan', key: 'scan' })
  applyEdit(doc, { type: 'node.rename', id: 'each', label: 'Every line', key: 'everyLine' })
  const renamed = graphFromDoc(doc)
  expect(usesIn(renamed, manifest)).toEqual(before)
  expect(JSON.stringify(renamed)).not.toContain('steps.read')
})
