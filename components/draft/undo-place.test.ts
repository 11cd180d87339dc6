import { describe, expect, test } from 'vitest'
import { byAsking, byLocks } from './hold-place'
import { type Browser, takeUndoPlace, textsLeft } from './undo-place'

const NAME = 'draft:flow'

/** A browser: storage that all tabs share, and locks as the standard has them, or tabs that ask each other. */
function browserWith(how: 'locks' | 'asking' | 'nothing') {
  const local = storage()
  const held = new Set<string>()
  const waiting: (() => void)[] = []
  const request = async (name: string, options: LockOptions, granted: (lock: object | null) => unknown) => {
    while (held.has(name)) {
      if (options.ifAvailable) return granted(null)
      if (options.signal?.aborted) throw new Error('Aborted')
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        options.signal?.addEventListener('abort', () => resolve())
      })
    }
    held.add(name)
    await granted({ name })
    held.delete(name)
    for (const go of waiting.splice(0)) go()
  }
  const locks = { request } as unknown as LockManager // what of it is used
  const holdOfTab = (page: EventTarget) => (how === 'locks' ? byLocks(locks) : how === 'asking' ? byAsking(page) : null)
  return { local, tab: (session = storage(), page = new EventTarget()): Browser => ({ local, session, hold: holdOfTab(page) }) }
}

function storage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (at) => [...items.keys()][at] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  }
}

describe.each(['locks', 'asking'] as const)('tabs that are told apart by %s', (how) => {
  test('two tabs do not share their undo, and each finds its own after a reload', async () => {
    const browser = browserWith(how)
    const [one, two] = [browser.tab(), browser.tab()]
    const first = await takeUndoPlace(NAME, one)
    first.write('first')
    const second = await takeUndoPlace(NAME, two)
    expect(second.text).toBeNull()
    second.write('second')
    expect(textsLeft(NAME, one).sort()).toEqual(['first', 'second'])
    first.close()
    expect((await takeUndoPlace(NAME, one)).text).toBe('first')
    second.close()
    expect((await takeUndoPlace(NAME, two)).text).toBe('second')
  })

  test('a tab that is gone leaves it to the next that opens, once', async () => {
    const browser = browserWith(how)
    const gone = await takeUndoPlace(NAME, browser.tab())
    gone.write('left')
    gone.close()
    const [heir, other] = [await takeUndoPlace(NAME, browser.tab()), await takeUndoPlace(NAME, browser.tab())]
    expect([heir.text, other.text]).toEqual(['left', null])
    heir.write('gone on')
    expect(textsLeft(NAME, browser.tab())).toEqual(['gone on'])
  })

  test('a copy of a tab is a tab of its own', async () => {
    const browser = browserWith(how)
    const original = browser.tab()
    const first = await takeUndoPlace(NAME, original)
    first.write('first')
    const copied = storage()
    for (let at = 0; at < original.session.length; at++) {
      const key = original.session.key(at) ?? ''
      copied.setItem(key, original.session.getItem(key) ?? '')
    }
    const copy = await takeUndoPlace(NAME, browser.tab(copied))
    expect(copy.text).toBeNull()
    copy.write('copy')
    expect(textsLeft(NAME, original).sort()).toEqual(['copy', 'first'])
  })

  test('what was kept before tabs were told apart is found by the first one', async () => {
    const browser = browserWith(how)
    browser.local.setItem(`${NAME}:undo`, '{"undo":[],"redo":[],"redone":[]}')
    expect((await takeUndoPlace(NAME, browser.tab())).text).toBe('{"undo":[],"redo":[],"redone":[]}')
    expect((await takeUndoPlace(NAME, browser.tab())).text).toBeNull()
  })

  test('of two tabs that come at once one takes over what is left', async () => {
    const browser = browserWith(how)
    const gone = await takeUndoPlace(NAME, browser.tab())
    gone.write('left')
    gone.close()
    const places = await Promise.all([browser.tab(), browser.tab()].map((tab) => takeUndoPlace(NAME, tab)))
    expect(places.map(({ text }) => text).sort()).toEqual(['left', null])
  })

  test('of two tabs that come at once each gets a place of its own', async () => {
    const browser = browserWith(how)
    const copied = browser.tab()
    const places = await Promise.all([takeUndoPlace(NAME, copied), takeUndoPlace(NAME, { ...browser.tab(), session: copied.session })])
    for (const [at, place] of places.entries()) place.write(`${at}`)
    expect(textsLeft(NAME, copied).sort()).toEqual(['0', '1'])
  })
})

test('a page that is being left claims nothing, and does again when it comes back', async () => {
  const browser = browserWith('asking')
  const page = new EventTarget()
  const place = await takeUndoPlace(NAME, browser.tab(storage(), page))
  place.write('left')
  expect((await takeUndoPlace(NAME, browser.tab())).text).toBeNull()
  page.dispatchEvent(new Event('pagehide'))
  page.dispatchEvent(new Event('pageshow'))
  expect((await takeUndoPlace(NAME, browser.tab())).text).toBeNull()
  page.dispatchEvent(new Event('pagehide'))
  expect((await takeUndoPlace(NAME, browser.tab())).text).toBe('left')
})

test('where they cannot be told apart all tabs share one place, and without storage there is none', async () => {
  const browser = browserWith('nothing')
  const first = await takeUndoPlace(NAME, browser.tab())
  first.write('shared')
  expect((await takeUndoPlace(NAME, browser.tab())).text).toBe('shared')
  const none = await takeUndoPlace(NAME, null)
  none.write('x')
  expect([none.text, textsLeft(NAME, null)]).toEqual([null, []])
})
