import { describe, expect, it } from 'vitest'
import type { ManifestNode } from '@/flow/define/manifest'
import type { JsonObject } from '@/flow/json'
import { sentenceParts } from './sentence-parts'

const labels = new Map([['readInvoice', 'Read invoice']])

function words(sentence: string, properties: JsonObject, params: JsonObject): string {
  const type = { sentence, input: { type: 'object', properties } } as unknown as ManifestNode // all that a sentence looks at
  return sentenceParts(type, params, labels)
    .map((part) => (part.kind === 'pill' ? `(${part.text})` : part.kind === 'gap' ? `__${part.text}__` : part.text))
    .join('')
}

describe('a card’s sentence', () => {
  it('mixes words, values and mapped data', () => {
    const properties = { url: { type: 'string', title: 'Address' }, method: { type: 'string', enum: ['GET'], default: 'GET' } }
    expect(words('{{method}} {{url}}', properties, { url: 'https://x/{{ steps.readInvoice.number }}' })).toBe('GET https://x/(Number)')
    expect(words('{{method}} {{url}}', properties, {})).toBe('GET __address__')
    expect(words('Is {{rules}}?', { rules: { type: 'array', title: 'Rule', gap: 'anything so' } }, {})).toBe('Is __anything so__?')
  })

  it('leaves out what is optional and not filled in, or not shown', () => {
    const properties = {
      mode: { type: 'string', enum: ['for', 'until'], default: 'for' },
      amount: { type: 'number', default: 1, showIf: { param: 'mode', in: ['for'] } },
      until: { type: 'string', showIf: { param: 'mode', in: ['until'] } },
    }
    const sentence = 'Wait {{mode}}[ {{amount}} h][ {{until}}]'
    expect(words(sentence, properties, {})).toBe('Wait for 1 h')
    expect(words(sentence, properties, { mode: 'until', until: '{{ trigger.due }}' })).toBe('Wait until (Due)')
  })

  it('cuts a long text, and calls a flow by its name', () => {
    expect(words('Say {{text}}', { text: { type: 'string' } }, { text: 'x'.repeat(200) })).toBe(`Say ${'x'.repeat(59)}…`)
    const flow = { type: 'string', control: 'flow' }
    const type = { sentence: 'Run {{flow}}', input: { type: 'object', properties: { flow } } } as unknown as ManifestNode // as above
    const named = (flows?: ReadonlyMap<string, string>) => sentenceParts(type, { flow: '0198' }, labels, flows).at(-1)
    expect(named(new Map([['0198', 'Pay bills']]))).toEqual({ kind: 'value', text: 'Pay bills' })
    expect(named()).toEqual({ kind: 'value', text: 'another flow' })
  })

  it('says of a switch only what its options say', () => {
    const properties = { also: { type: 'boolean', default: false, options: { true: 'also then' } } }
    expect(words('At the end[, {{also}}]', properties, {})).toBe('At the end')
    expect(words('At the end[, {{also}}]', properties, { also: true })).toBe('At the end, also then')
  })

  it('counts one as people do', () => {
    const options = { hours: 'hours', days: 'days' }
    const singular = { param: 'amount', options: { hours: 'hour', days: 'day' } }
    const properties = {
      amount: { type: 'number', default: 1 },
      unit: { type: 'string', enum: ['hours', 'days'], default: 'hours', options, singular },
    }
    const sentence = 'Wait for {{amount}} {{unit}}'
    expect(words(sentence, properties, {})).toBe('Wait for 1 hour')
    expect(words(sentence, properties, { amount: 1, unit: 'days' })).toBe('Wait for 1 day')
    expect(words(sentence, properties, { amount: 2 })).toBe('Wait for 2 hours')
    expect(words(sentence, properties, { amount: '{{ trigger.n }}' })).toBe('Wait for (N) hours')
  })

  it('reads rules as people do, and names what a record gets', () => {
    const rule = {
      type: 'object',
      properties: {
        left: {},
        operator: { type: 'string', enum: ['over', 'empty'], options: { over: 'over', empty: 'empty' }, default: 'over' },
        right: { showIf: { param: 'operator', in: ['over'] } },
      },
    }
    const rules = { type: 'array', control: 'rules', items: rule }
    const given: JsonObject[] = [
      { left: '{{ steps.readInvoice.total }}', operator: 'over', right: 1000 },
      { left: '{{ steps.readInvoice.iban }}', operator: 'empty' },
    ]
    expect(words('Is {{rules}}?', { rules }, { rules: given })).toBe('Is (Total) over 1,000 and (IBAN) empty?')
    expect(words('Is {{rules}}?', { rules: { ...rules, title: 'Rules' } }, {})).toBe('Is __rules__?')
    const fields = { type: 'array', items: { type: 'object', properties: { name: {}, value: {} } } }
    const order = { type: 'string', enum: ['up', 'down'], options: { up: 'ascending', down: 'descending' }, default: 'up' }
    const by = { type: 'array', control: 'rows', items: { type: 'object', properties: { field: {}, order } } }
    const rows: JsonObject[] = [{ field: 'total', order: 'down' }, { field: 'name' }, { field: '' }]
    expect(words('Sort[ by {{by}}]', { by }, { by: rows })).toBe('Sort by total descending, name ascending, the item ascending')
    expect(words('Sort[ by {{by}}]', { by }, {})).toBe('Sort')
    expect(words('Set {{fields}}', { fields }, { fields: [{ name: 'a' }, { name: 'b' }, { name: '' }] })).toBe('Set a, b')
  })
})
