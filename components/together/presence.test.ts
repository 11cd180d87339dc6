import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openPresence, type PresenceNews, type Whereabouts } from './presence'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const here: Whereabouts = { pointer: { x: 1, y: 2 }, selected: [], view: { x: 0, y: 0, zoom: 1 } }
const ana: PresenceNews = [{ id: 'u1/a', userId: 'u1', name: 'Ana', whereabouts: here }]

describe('presence', () => {
  it('says moves at most every 60 ms, and always the last of them', async () => {
    const { presence, said } = open()
    presence.hear(ana)
    await vi.advanceTimersByTimeAsync(100)
    said.length = 0
    for (let x = 0; x < 100; x++) {
      presence.show({ pointer: { x, y: 0 } })
      await vi.advanceTimersByTimeAsync(2)
    }
    await vi.advanceTimersByTimeAsync(100)
    expect(said.length).toBeGreaterThan(2)
    expect(said.length).toBeLessThanOrEqual(5)
    expect(said.at(-1)?.pointer).toEqual({ x: 99, y: 0 })
  })

  it('waits for an answer before it says more', async () => {
    const { presence, said, hold, release } = open()
    presence.hear(ana)
    await vi.advanceTimersByTimeAsync(100)
    said.length = 0
    hold()
    presence.show({ pointer: { x: 1, y: 0 } })
    await vi.advanceTimersByTimeAsync(500)
    presence.show({ pointer: { x: 2, y: 0 } })
    await vi.advanceTimersByTimeAsync(500)
    expect(said).toHaveLength(1)
    release()
    await vi.advanceTimersByTimeAsync(100)
    expect(said.at(-1)?.pointer).toEqual({ x: 2, y: 0 })
  })

  it('does not say moves while nobody is there, but gives signs of life', async () => {
    const { presence, said } = open()
    await vi.advanceTimersByTimeAsync(100)
    expect(said).toHaveLength(1)
    presence.show({ pointer: { x: 5, y: 5 } })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(said).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(14_000)
    expect(said.at(-1)?.pointer).toEqual({ x: 5, y: 5 })
  })

  it('tells a newcomer at once where it is', async () => {
    const { presence, said } = open()
    await vi.advanceTimersByTimeAsync(100)
    said.length = 0
    presence.hear(ana)
    await vi.advanceTimersByTimeAsync(100)
    expect(said).toHaveLength(1)
    presence.hear(ana)
    await vi.advanceTimersByTimeAsync(100)
    expect(said).toHaveLength(1)
  })

  it('forgets who leaves, who is silent for long, and everybody while the line is down', async () => {
    const { presence } = open()
    const names = () => [...presence.people.getState().values()].map(({ name }) => name)
    presence.hear(ana)
    expect(names()).toEqual(['Ana'])
    presence.hear([{ id: 'u1/a', userId: 'u1', name: 'Ana', whereabouts: null }])
    expect(names()).toEqual([])
    presence.hear(ana)
    await vi.advanceTimersByTimeAsync(20_000)
    presence.hear([{ id: 'u2/b', userId: 'u2', name: 'Ben', whereabouts: here }])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(names()).toEqual(['Ben'])
    presence.lost()
    expect(names()).toEqual([])
  })
})

function open() {
  const said: Whereabouts[] = []
  let held = Promise.resolve()
  let release = () => {}
  const presence = openPresence(async (whereabouts) => {
    said.push(whereabouts)
    await held
  })
  presence.joined()
  return {
    presence,
    said,
    hold: () => {
      held = new Promise((resolve) => {
        release = resolve
      })
    },
    release: () => release(),
  }
}
