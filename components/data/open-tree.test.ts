import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { processorMs } from '@/flow/testing/processor-ms'
import { lineCount, lineOf, type OpenTree, openTree, type Path, reveal, rowAt, setOpen, toggle, valueAt } from './open-tree'

const lines = (tree: OpenTree) =>
  Array.from({ length: lineCount(tree) }, (_, line) => {
    const row = rowAt(tree, line)
    return row ? `${'  '.repeat(row.depth)}${row.path.at(-1) ?? '·'}${row.entries > 0 ? (row.open ? ' -' : ' +') : ''}` : 'nothing'
  })

describe('an open tree', () => {
  it('shows what is small at once, and of what is large that it is there', () => {
    const many = Array.from({ length: 20 }, (_, at) => at)
    expect(lines(openTree({ total: 1, lines: [{ a: 1 }], many }))).toEqual(['· -', '  total', '  lines -', '    0 +', '  many +'])
    expect(lines(openTree('text'))).toEqual(['·'])
    expect(lines(openTree({}))).toEqual(['·'])
  })

  it('opens and closes, and keeps open what is inside', () => {
    const tree = openTree([{ a: { b: [1, 2] } }])
    const opened = toggle(reveal(tree, [0, 'a', 'b', 1]), [0])
    expect(lines(opened)).toEqual(['· -', '  0 +'])
    expect(lines(reveal(tree, [0, 'a', 'b', 1]))).toEqual(['· -', '  0 -', '    a -', '      b -', '        0', '        1'])
    expect(lineOf(reveal(tree, [0, 'a', 'b', 1]), [0, 'a', 'b', 1])).toBe(5)
    expect(lineOf(tree, [0, 'a', 'b'])).toBeNull()
    expect(valueAt(tree.value, [0, 'a', 'b', 1])).toBe(2)
    expect(valueAt(tree.value, ['constructor'])).toBeUndefined()
  })

  it('finds every line by its path and every path by its line, whatever is open', () => {
    const data = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json> // JSON is Json
    fc.assert(
      fc.property(data, fc.array(fc.nat(), { maxLength: 12 }), (value, picks) => {
        let tree = openTree(value)
        for (const pick of picks) {
          const row = rowAt(tree, pick % lineCount(tree))
          if (row) tree = setOpen(tree, row.path, pick % 3 !== 0)
        }
        const seen: Path[] = []
        for (let line = 0; line < lineCount(tree); line++) {
          const row = rowAt(tree, line)
          if (!row) throw new Error(`no line ${line}`)
          expect(lineOf(tree, row.path)).toBe(line)
          expect(valueAt(value, row.path)).toBe(row.value)
          seen.push(row.path)
        }
        expect(rowAt(tree, seen.length)).toBeNull()
      }),
      { numRuns: 200 },
    )
  })

  it('finds a line among a million at once', () => {
    const tree = setOpen(setOpen(openTree(Array.from({ length: 1_000_000 }, (_, at) => ({ at }))), [], true), [999_998], true)
    const took = processorMs(() => {
      for (let line = 0; line < 1_000; line++) rowAt(tree, line * 1_000)
      expect(rowAt(tree, lineCount(tree) - 2)?.path).toEqual([999_998, 'at'])
    })
    expect(took).toBeLessThan(2_000)
  })
})
