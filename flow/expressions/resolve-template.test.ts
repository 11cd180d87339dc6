import { describe, expect, it } from 'vitest'
import { ExpressionError } from './expression-error'
import { resolveTemplate } from './resolve-template'
import { emptyScope } from './testing'

const scope = emptyScope({
  trigger: { name: 'Ada', total: 12.5, paid: true, list: [1, 'a'], object: { a: 1 }, nothing: null, date: '2026-03-31' },
})

function failure(text: string) {
  try {
    resolveTemplate(text, scope)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    const { code, message, hint, path, position } = error
    return { code, message, hint, path, position }
  }
  throw new Error(`${text} did not fail`)
}

describe('resolveTemplate', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['{{ trigger.total }}', 12.5],
    [' {{ trigger.list }}\n', [1, 'a']],
    ['{{ trigger.nothing }}', null],
    ['{{ trigger.?missing }}', null],
    ['Hi {{ trigger.name }}: {{ trigger.total }}', 'Hi Ada: 12.5'],
    ['{{ trigger.name }}{{ trigger.paid }}', 'Adatrue'],
    ['on {{ trigger.date }}', 'on 2026-03-31'],
    ['x {{ trigger.list }} {{ trigger.object }}', 'x [1,"a"] {"a":1}'],
    ['[{{ trigger.?missing }}]', '[]'],
    ['[{{ trigger.?nothing }}]', '[]'],
    ['[{{ trigger.?nothing.orValue("-") }}]', '[-]'],
    ['\\{{ trigger.name }}', '{{ trigger.name }}'],
    ['{{ {"a": {"b": "}}"}}.a.b }} ok', '}} ok'],
  ])('%j', (text, value) => {
    expect(resolveTemplate(text, scope)).toEqual(value)
  })

  it('never leaves a hole in a text silently', () => {
    expect(failure('Hi {{ trigger.nothing }}!')).toMatchObject({
      code: 'missing',
      path: 'trigger.nothing',
      position: { start: 6, end: 21 },
    })
    expect(failure('Hi {{ trigger.nam }}!')).toMatchObject({
      code: 'missing',
      path: 'trigger.nam',
      position: { start: 6, end: 17 },
      hint: 'Did you mean name?',
    })
  })

  it('names an expression that is not closed', () => {
    expect(failure('Hi {{ trigger.name')).toMatchObject({ code: 'syntax', position: { start: 3, end: 18 } })
  })

  it('does not evaluate what an expression gives', () => {
    expect(resolveTemplate('{{ trigger.name }}', emptyScope({ trigger: { name: '{{ run.id }}' } }))).toBe('{{ run.id }}')
  })
})
