import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NestedTooDeep } from '@/flow/parse-json'
import { jsonFrom } from './json-from'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What comes of it: a value or a refusal, never told by words. */
async function outcome(read: () => unknown): Promise<unknown> {
  try {
    return { value: await read() }
  } catch (error) {
    if (error instanceof SyntaxError) return 'refused'
    throw error
  }
}

const pieces = fc.constantFrom(1, 2, 3, 7, 40)
const texts = fc
  .tuple(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t\r\n'))
  .map(([value, space]) => JSON.stringify(value, null, space))

describe('JSON that is read in pieces', () => {
  test('is what it is read at once, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(texts, pieces, async (text, piece) => {
        expect(await jsonFrom(bytesOf(text), { piece })).toEqual(JSON.parse(text))
      }),
      { numRuns: 2_000 },
    )
  })

  test('is refused where it is refused at once', async () => {
    const hurt = fc.tuple(
      texts,
      fc.nat(),
      fc.constantFrom('', ',', ']', '}', '[', '{', '"', ':', '1', ' ', '\\', 'x', ',,', '[]', '{}'),
      fc.nat(3),
    )
    await fc.assert(
      fc.asyncProperty(hurt, pieces, async ([text, place, put, out], piece) => {
        const at = place % (text.length + 1)
        const wrong = text.slice(0, at) + put + text.slice(at + out)
        expect(await outcome(() => jsonFrom(bytesOf(wrong), { piece }))).toEqual(await outcome(() => JSON.parse(wrong)))
      }),
      { numRuns: 10_000 },
    )
  })

  test.each([
    '',
    ' ',
    '[]',
    '{}',
    '[1,]',
    '[,1]',
    '[1,,2]',
    '{"a":1,}',
    '{"a":[1,2,3],}',
    '[[1,2,3] [4]]',
    '[[1,2],x]',
    '[1 [2,3]]',
    '{"a" [1,2]}',
    '{"a":1 "b":[1,2]}',
    '[1,2}',
    '[1,2]]',
    '[1,2],',
    '1,2',
    '{"a":1,"a":[1,2,3],"a":{"b":1}}',
    '{"2":1,"1":[1,2]}',
    '"\\"[,"',
    '["a\\\\","b"]',
    '[[[[1,2],3],4],5]',
  ])('%s', async (text) => {
    for (const piece of [1, 2, 5, 1_000]) {
      expect(await outcome(() => jsonFrom(bytesOf(text), { piece })), `in pieces of ${piece}`).toEqual(
        await outcome(() => JSON.parse(text)),
      )
    }
  })

  test('takes names of prototypes for data', async () => {
    const text = '{"__proto__":{"polluted":[1,2,3]},"constructor":[1,2],"a":1}'
    const value = await jsonFrom(bytesOf(text), { piece: 1 })
    expect(JSON.stringify(value)).toBe(text)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('is refused when it is nested too deep, without running out of stack', async () => {
    const deep = (levels: number) => bytesOf('['.repeat(levels) + ']'.repeat(levels))
    await expect(jsonFrom(deep(100_000), { deepest: 512 })).rejects.toThrow(NestedTooDeep)
    expect(JSON.stringify(await jsonFrom(deep(512), { deepest: 512 }))).toHaveLength(1_024)
  })

  test('lets others have their turn meanwhile', async () => {
    const rows = Array.from({ length: 200_000 }, (_, id) => ({ id, text: `row ${id}` }))
    const bytes = bytesOf(JSON.stringify(rows))
    let turns = 0
    let over = false
    const others = () => {
      turns += 1
      if (!over) setImmediate(others)
    }
    setImmediate(others)
    const value = await jsonFrom(bytes)
    over = true
    expect(value).toEqual(rows)
    // Read at once it would be none: whatever the machine, so much is not read within one turn.
    expect(turns).toBeGreaterThan(2)
  })
})
