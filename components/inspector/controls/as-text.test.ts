import { describe, expect, it } from 'vitest'
import { anyFromText, jsonFromText, jsonTrouble, numberFromText } from './as-text'

describe('what is typed becomes a value', () => {
  it('numbers', () => {
    expect(['12', '-0.5', '', ' ', '1.', '12a', '{{ item.n }}'].map(numberFromText)).toEqual([
      12,
      -0.5,
      undefined,
      undefined,
      1,
      '12a',
      '{{ item.n }}',
    ])
  })

  it('any value', () => {
    expect(['4280', '007', '1.0', 'true', 'DE', '', ' 1', '1e999'].map(anyFromText)).toEqual([
      4280,
      '007',
      '1.0',
      true,
      'DE',
      '',
      ' 1',
      '1e999',
    ])
  })

  it('json, with half-typed text kept as it is', () => {
    expect(['{"a":1}', '[1,', '"a"', 'hello', '{{ trigger }}', '12'].map(jsonFromText)).toEqual([
      { a: 1 },
      '[1,',
      '"a"',
      'hello',
      '{{ trigger }}',
      12,
    ])
  })
})

describe('jsonTrouble', () => {
  it('speaks up only for what is meant as JSON', () => {
    expect(jsonTrouble('{"a": 1}')).toBeNull()
    expect(jsonTrouble('hello {')).toBeNull()
    expect(jsonTrouble('{{ trigger }}')).toBeNull()
    expect(jsonTrouble('{"a": }')).toContain('not JSON yet')
    expect(jsonTrouble('{"a": {{ trigger.a }} }')).toContain('in quotes')
  })
})
