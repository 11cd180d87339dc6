import { expect, it } from 'vitest'
import { createEchoes } from './echoes'

it('what was said comes back as one’s own, late and some of it left out', () => {
  const echoes = createEchoes()
  for (const text of ['a', 'ab', 'abc']) expect(echoes.say(text, '')).toBe(true)
  expect(echoes.isOwn('a')).toBe(true)
  expect(echoes.isOwn('abc')).toBe(true)
})

it('what others say is not, and what was said before it comes no more', () => {
  const echoes = createEchoes()
  echoes.say('a', '')
  expect(echoes.isOwn('b')).toBe(false)
  expect(echoes.isOwn('a')).toBe(false)
})

it('what is known is not said again, what is taken back before it came is', () => {
  const echoes = createEchoes()
  expect(echoes.say('a', 'a')).toBe(false)
  expect(echoes.say('ab', 'a')).toBe(true)
  expect(echoes.say('ab', 'a')).toBe(false)
  expect(echoes.say('a', 'a')).toBe(true)
})

it('nothing is waited for any more once it is forgotten', () => {
  const echoes = createEchoes()
  echoes.say('a', '')
  echoes.forget()
  expect(echoes.isOwn('a')).toBe(false)
})
