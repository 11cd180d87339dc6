import { describe, expect, it } from 'vitest'
import { fieldsOf } from './form-fields'

const fields = fieldsOf({
  type: 'object',
  required: ['url', 'method'],
  properties: {
    url: { type: 'string', title: 'Address', placeholder: 'https://' },
    method: { type: 'string', enum: ['GET', 'POST'], default: 'GET' },
    send: { type: 'string', enum: ['nothing', 'json'], default: 'nothing', showIf: { param: 'method', in: ['POST'] } },
    json: { control: 'json', showIf: { param: 'send', in: ['json'] } },
    headers: {
      type: 'array',
      control: 'pairs',
      items: { type: 'object', properties: { name: { type: 'string' }, value: { type: 'string' } } },
    },
    follow: { type: 'boolean', default: true },
    channel: { type: 'string', choices: 'channels' },
  },
})
const field = (name: string) => {
  const found = fields.find((each) => each.name === name)
  if (!found) throw new Error(name)
  return found
}

describe('fieldsOf', () => {
  it('reads type, control and what must be filled in', () => {
    expect(fields.map(({ name, type, control, required }) => [name, type, control, required])).toEqual([
      ['url', 'text', 'text', true],
      ['method', 'text', 'select', false],
      ['send', 'text', 'select', false],
      ['json', 'any', 'json', false],
      ['headers', 'list', 'pairs', false],
      ['follow', 'yes/no', 'switch', false],
      ['channel', 'text', 'choice', false],
    ])
    expect(field('url').title).toBe('Address')
    expect(field('headers').entry.map(({ name }) => name)).toEqual(['name', 'value'])
  })
})

describe('isShown', () => {
  it('goes by the value of the other field, or by its default', () => {
    expect(field('send').isShown({})).toBe(false)
    expect(field('send').isShown({ method: 'POST' })).toBe(true)
  })

  it('hides what hangs on a hidden field', () => {
    expect(field('json').isShown({ method: 'POST', send: 'json' })).toBe(true)
    expect(field('json').isShown({ method: 'GET', send: 'json' })).toBe(false)
  })
})
