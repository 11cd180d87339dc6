import { expect, it } from 'vitest'
import { manifest } from '@/connectors/manifest'
import { emptyScope } from '@/flow/expressions/testing'
import type { JsonObject } from '@/flow/json'
import { exampleOf } from './example-of'

const scope = emptyScope({ trigger: { vendor: 'Hooli', lines: [{ net: 7 }] } })

function example(type: string, params: JsonObject) {
  const about = manifest.nodes[type]
  if (!about) throw new Error(`there is no ${type}`)
  return exampleOf(about, params, scope)
}

it('a record has the fields it is set up with', () => {
  const fields = [
    { name: 'who', value: '{{ trigger.vendor }}' },
    { name: 'when', value: '{{ trigger.gone }}' },
    { name: '', value: 1 },
  ]
  expect(example('data.set', { fields })).toEqual({ who: 'Hooli', when: null })
})

it('a list is the one it is made of', () => {
  expect(example('list.sort', { items: '{{ trigger.lines }}', by: [] })).toMatchObject({ items: [{ net: 7 }] })
})

it('otherwise the app says what it is like', () => {
  expect(example('data.set', { fields: [] })).toEqual(manifest.nodes['data.set']?.examples[0]?.output)
  expect(example('slack.post-message', {})).toEqual(manifest.nodes['slack.post-message']?.examples[0]?.output)
})
