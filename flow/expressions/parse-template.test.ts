import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasExpression, parseTemplate, soleExpression } from './parse-template'

/** `text` and `<expression>` in turn. */
function shape(text: string): string[] {
  return parseTemplate(text).map((part) => (part.kind === 'text' ? part.text : part.closed ? `<${part.source}>` : `<${part.source}…`))
}

describe('parseTemplate', () => {
  it.each([
    ['', []],
    ['plain', ['plain']],
    ['{{ a }}', ['<a>']],
    ['Hi {{name}}, {{ total }}!', ['Hi ', '<name>', ', ', '<total>', '!']],
    ['{{a}}{{b}}', ['<a>', '<b>']],
    ['{{ {"a": {"b": 1}}.a }}', ['<{"a": {"b": 1}}.a>']],
    ['{{ {"a": {"b": {}}}}} rest', ['<{"a": {"b": {}}}>', ' rest']],
    ['{{ "}}" + \'{{\' }} x', ['<"}}" + \'{{\'>', ' x']],
    ['{{ "\\"}}" }}', ['<"\\"}}">']],
    ['{{ r"\\" }} x', ['<r"\\">', ' x']],
    ['{{ """a "}} b""" }} x', ['<"""a "}} b""">', ' x']],
    ['a \\{{ b }} c', ['a {{ b }} c']],
    ['a \\\\{{ b }}', ['a \\', '<b>']],
    ['C:\\temp {{ a }}', ['C:\\temp ', '<a>']],
    ['{ a } }}', ['{ a } }}']],
    ['{{ a', ['<a…']],
    ['{{ "a }} b', ['<"a }} b…']],
    ['{{}}', ['<>']],
    ['{{{ a }}}', ['<{ a }>']],
  ])('%j', (text, parts) => {
    expect(shape(text)).toEqual(parts)
  })

  it('places every part, and the source within it', () => {
    const text = 'Total: \\{{ {{  steps.a.total }} EUR {{ b }}'
    for (const part of parseTemplate(text)) {
      const written = text.slice(part.start, part.end)
      if (part.kind === 'text') expect(written.replaceAll('\\{{', '{{')).toBe(part.text)
      else expect(text.slice(part.sourceStart, part.sourceStart + part.source.length)).toBe(part.source)
    }
  })

  it('covers any text from end to end, whatever stands in it', () => {
    const pieces = fc.array(fc.constantFrom('{{', '}}', '{', '}', '"', "'", '\\', 'a', ' ', '"""', 'r'), { maxLength: 30 })
    fc.assert(
      fc.property(pieces, (list) => {
        const text = list.join('')
        const parts = parseTemplate(text)
        let at = 0
        for (const part of parts) {
          expect(part.start).toBe(at)
          at = part.end
        }
        expect(at).toBe(text.length)
      }),
    )
  })

  it('knows an expression that stands alone', () => {
    expect(soleExpression(parseTemplate(' {{ a }}\n'))?.source).toBe('a')
    expect(soleExpression(parseTemplate('{{ a }}!'))).toBeUndefined()
    expect(soleExpression(parseTemplate('{{ a }}{{ b }}'))).toBeUndefined()
    expect(soleExpression(parseTemplate(''))).toBeUndefined()
  })

  it('tells text with expressions from text without', () => {
    expect(hasExpression('{{ a }}')).toBe(true)
    expect(hasExpression('\\{{ a }}')).toBe(false)
    expect(hasExpression('a')).toBe(false)
  })
})
