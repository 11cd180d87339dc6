import { expect, test } from 'vitest'
import { keptByWeight } from './kept-by-weight'

/** Each weighs as much as its name is long. */
function keeping(most: number) {
  const loaded: string[] = []
  const keep = keptByWeight<string>(most, (value) => value.length)
  const ask = (key: string, load = async (): Promise<string | null> => key) =>
    keep(key, () => {
      loaded.push(key)
      return load()
    })
  return { ask, loaded }
}

test('what is asked for again is not loaded again, at the same moment neither', async () => {
  const { ask, loaded } = keeping(100)
  expect(await Promise.all([ask('a'), ask('a')])).toEqual(['a', 'a'])
  expect(await ask('a')).toBe('a')
  expect(loaded).toEqual(['a'])
})

test('what was unused for longest goes when together they weigh too much', async () => {
  const { ask, loaded } = keeping(6)
  for (const key of ['aaa', 'bb', 'aaa', 'cc', 'aaa', 'bb', 'cc']) await ask(key)
  expect(loaded).toEqual(['aaa', 'bb', 'cc', 'bb', 'cc'])
})

test('what weighs too much by itself is kept until the next comes', async () => {
  const { ask, loaded } = keeping(3)
  for (const key of ['large', 'large', 'a', 'large']) await ask(key)
  expect(loaded).toEqual(['large', 'a', 'large'])
})

test('what is not there, or could not be read, is looked for again', async () => {
  const { ask, loaded } = keeping(100)
  expect(await ask('gone', async () => null)).toBeNull()
  await expect(ask('gone', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await ask('gone')).toBe('gone')
  expect(loaded).toEqual(['gone', 'gone', 'gone'])
})
