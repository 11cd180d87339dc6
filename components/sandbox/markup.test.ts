import { describe, expect, it } from 'vitest'
import { processorMs } from '@/flow/testing/processor-ms'
import { readMarkup } from './markup'

const drawn = (text: string) =>
  readMarkup(text).map((piece) => {
    if (piece.kind === 'text') return piece.look === 'plain' ? piece.text : `[${piece.look} ${piece.text}]`
    if (piece.kind === 'time') return `[time ${piece.at.toISOString()}]`
    if (piece.kind === 'emoji') return `[emoji ${piece.name}]`
    return piece.kind === 'link' ? `[link ${piece.href} ${piece.label}]` : `[mention ${piece.label}]`
  })

describe('readMarkup', () => {
  it.each([
    ['plain', ['plain']],
    ['*Total* is _high_', ['[bold Total]', ' is ', '[italic high]']],
    ['2 * 3 * 4, a_b_c and ~x~', ['2 * 3 * 4, a_b_c and ', '[strike x]']],
    ['`*code*`', ['[code *code*]']],
    ['Tom &amp; Jerry &lt;!channel&gt;', ['Tom & Jerry <!channel>']],
    ['&amp;lt;', ['&lt;']],
    ['by *Ada*, <!date^1797343380^{time}|2026-12-15T14:03 UTC>', ['by ', '[bold Ada]', ', ', '[time 2026-12-15T14:03:00.000Z]']],
    [
      '<https://x.example/?a=1&amp;b=2|here> <!here> <#C1|finance>',
      ['[link https://x.example/?a=1&b=2 here]', ' ', '[mention @here]', ' ', '[mention #finance]'],
    ],
    ['<javascript:alert(1)|here>', ['<javascript:alert(1)|here>']],
    [':x: Rejected :unknown:', ['[emoji x]', ' Rejected ', ':unknown:']],
  ])('%s', (text, pieces) => {
    expect(drawn(text)).toEqual(pieces)
  })

  it('is quick with text made to be slow', () => {
    expect(processorMs(() => readMarkup('*_~`<'.repeat(20_000)))).toBeLessThan(1_000)
  })
})
