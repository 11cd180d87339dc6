import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { sentenceOf } from './sentence'

const input: JsonObject = {
  properties: {
    mode: { type: 'string', default: 'for', options: { for: 'for', until: 'until' } },
    amount: { type: 'number', default: 1, showIf: { param: 'mode', in: ['for'] } },
    until: { type: 'string', default: '', showIf: { param: 'mode', in: ['until'] } },
    rules: {
      control: 'rules',
      items: {
        properties: {
          left: {},
          operator: { options: { over: 'over', empty: 'empty' }, default: 'over' },
          right: { showIf: { param: 'operator', in: ['over'] } },
        },
      },
    },
  },
}

const say = (sentence: string, params: JsonObject) =>
  sentenceOf({ sentence, input }, params)
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'value' ? `<${String(part.value)}>` : `?${part.param}?`))
    .join('')

describe('sentenceOf', () => {
  it('shows labels as words and parameters as values', () => {
    expect(say('Wait {{mode}} {{amount}} hours', {})).toBe('Wait for <1> hours')
  })

  it('leaves out a segment whose parameter is hidden or empty', () => {
    const sentence = 'Wait {{mode}}[ {{amount}} hours][ {{until}}]'
    expect(say(sentence, { mode: 'until', until: 'May' })).toBe('Wait until <May>')
    expect(say(sentence, { mode: 'until' })).toBe('Wait until')
    expect(say(sentence, {})).toBe('Wait for <1> hours')
  })

  it('says what is missing outside such a segment', () => {
    expect(say('Is {{rules}}?', {})).toBe('Is ?rules??')
  })

  it('reads the first rule and counts the rest', () => {
    expect(say('Is {{rules}}?', { rules: [{ left: '{{total}}', operator: 'over', right: 1000 }] })).toBe('Is <{{total}}> over <1000>?')
    expect(say('Is {{rules}}?', { rules: [{ left: 'a', operator: 'empty', right: 'x' }, {}, {}] })).toBe('Is <a> empty and 2 more?')
  })
})
