import { expect, test } from 'vitest'
import { onceEach } from './once-each'

test('what has two keys is offered once with both, and what is called the same elsewhere is another', () => {
  const action = (id: string, group: string, shortcut?: string) => ({ id, label: 'Delete', group, shortcut, run: () => {} })
  const once = onceEach([action('a', 'Steps', 'delete'), action('b', 'Steps', 'backspace'), action('c', 'Bills'), action('d', 'Steps')])
  expect(once.map(({ id, shortcuts }) => [id, ...shortcuts])).toEqual([['a', 'delete', 'backspace'], ['c']])
})
