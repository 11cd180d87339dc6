import { describe, expect, it } from 'vitest'
import { HeldValue } from './held-value'
import { TextLines } from './text-lines'

const lines = Array.from({ length: 5_000 }, (_, at) => ({ name: `Line ${at}`, note: 'x'.repeat(100) }))
const much = { title: 'Much', lines, text: 'y'.repeat(300_000) }
const size = (answer: unknown) => JSON.stringify(answer).length

describe('data that is held beside the page', () => {
  it('is told line by line, and opened where it is', () => {
    const held = new HeldValue(much)
    expect(held.first()).toMatchObject({ look: { count: 4, pickedLine: null, picked: null }, isTable: false })
    expect(held.lines({ from: 1, to: 2 })).toMatchObject([
      { path: ['title'], words: 'Much' },
      { path: ['lines'], words: 'list, 5,000 entries', entries: 5_000, open: false },
    ])
    const { look, lines: shown } = held.act({ do: 'choose', line: 2 }, { from: 3, to: 4 })
    expect(look).toMatchObject({ count: 5_004, pickedLine: 2, picked: { path: ['lines'], begun: [], isWhole: false, isTable: true } })
    expect(shown).toMatchObject([{ path: ['lines', 0] }, { path: ['lines', 1] }])
    expect(held.act({ do: 'reveal', path: ['lines', 4_999, 'name'] }, { from: 0, to: 0 }).look).toMatchObject({
      pickedLine: 5_003,
      picked: { begun: 'Line 4999', isWhole: true },
    })
    expect(held.act({ do: 'press', key: 'ArrowLeft' }, { from: 0, to: 0 }).look.picked?.path).toEqual(['lines', 4_999])
  })

  it('gives answers that are small, whatever is asked', () => {
    const held = new HeldValue(much)
    held.act({ do: 'choose', line: 2 }, { from: 0, to: 0 })
    expect(size(held.lines({ from: 0, to: 1_000_000 }))).toBeLessThan(150_000)
    expect(size(held.cells(['lines'], ['name'], { from: 0, to: 1_000_000 }))).toBeLessThan(50_000)
    expect(size(held.textOf({ from: 0, to: 1_000_000 }))).toBeLessThan(200_000)
    const text = held.act({ do: 'reveal', path: ['text'] }, { from: 0, to: 0 })
    expect(text.look.picked).toMatchObject({ isWhole: false })
    expect(size(text)).toBeLessThan(120_000)
    expect(held.whole(['text'])).toBe(much.text)
  })

  it('is a table where it is a list of records, and text of which any line is found', () => {
    const held = new HeldValue(lines)
    expect(held.first().isTable).toBe(true)
    expect(held.table([])).toEqual({ columns: ['name', 'note'], count: 5_000 })
    expect(held.cells([], ['name', 'gone'], { from: 4_999, to: 4_999 })).toEqual([['Line 4999', '']])
    expect(held.text()).toEqual({ count: 5_000 * 4 + 2, isWhole: true })
    expect(held.textOf({ from: 19_997, to: 20_001 })).toEqual([
      '  {',
      '    "name": "Line 4999",',
      `    "note": "${'x'.repeat(100)}"`,
      '  }',
      ']',
    ])
    expect(new TextLines('z'.repeat(10_000)).at(0).length).toBeLessThan(2_100)
  })
})
