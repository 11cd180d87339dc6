import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { onceShown } from './once-shown'

/** The little of a browser that is asked for. */
const page = new EventTarget()
let frames: (() => void)[] = []
const draw = () => {
  for (let round = 0; round < 2; round++) for (const frame of frames.splice(0)) frame()
}
const press = (key: string, held: object = {}) => page.dispatchEvent(Object.assign(new Event('keydown'), { key, ...held }))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  frames = []
  vi.stubGlobal('window', page)
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = []
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what was typed is done once the browser has shown it, the latest of it', () => {
  const done: string[] = []
  const typed = onceShown((text: string) => done.push(text))
  typed.with('a')
  press('b')
  typed.with('ab')
  expect(done).toEqual([])
  draw()
  expect(done).toEqual(['ab'])
  draw()
  typed.with('abc')
  draw()
  expect(done).toEqual(['ab', 'abc'])
})

test.each([
  ['a key that is more than a letter', () => press('Enter')],
  ['a shortcut', () => press('z', { ctrlKey: true, metaKey: false, altKey: false })],
  ['a click', () => page.dispatchEvent(new Event('pointerdown'))],
  ['leaving the field', () => page.dispatchEvent(new Event('focusout'))],
  ['leaving the page', () => page.dispatchEvent(new Event('pagehide'))],
])('%s finds it done, once', (_, next) => {
  const done: string[] = []
  const typed = onceShown((text: string) => done.push(text))
  typed.with('a')
  next()
  expect(done).toEqual(['a'])
  draw()
  next()
  typed.now()
  expect(done).toEqual(['a'])
})

test('where nothing is drawn it is done a little later', () => {
  const done: string[] = []
  onceShown((text: string) => done.push(text)).with('a')
  vi.advanceTimersByTime(1_000)
  expect(done).toEqual(['a'])
})
