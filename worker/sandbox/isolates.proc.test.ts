import { fork } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Ask } from './isolate/job'
import { usageOf } from './process-usage'
import { testIsolates } from './testing'

const ENDLESS = 'for (;;);'

describe('a call that is given up', () => {
  const { javascript } = testIsolates()

  it('ends at once, and the next has its place', async () => {
    const abort = new AbortController()
    const endless = javascript(ENDLESS, { seconds: 60, signal: abort.signal })
    const other = javascript(ENDLESS, { seconds: 60, signal: abort.signal, workspaceId: 'two' })
    const waiting = javascript('return 1', { signal: abort.signal })
    const given = Promise.allSettled([endless, other, waiting])
    abort.abort(new Error('cancelled'))
    expect(await given).toMatchObject([
      { reason: { message: 'cancelled' } },
      { reason: { message: 'cancelled' } },
      { reason: { message: 'cancelled' } },
    ])
    expect(await javascript('return 1')).toBe(1)
  })

  it('never began if it was given up before', async () => {
    await expect(javascript('return 1', { signal: AbortSignal.abort(new Error('cancelled')) })).rejects.toThrow('cancelled')
  })
})

describe('places', () => {
  const { javascript } = testIsolates()

  it('one workspace never has them all', async () => {
    const abort = new AbortController()
    const greedy = [1, 2, 3].map(() => javascript(ENDLESS, { seconds: 60, signal: abort.signal, workspaceId: 'greedy' }))
    const ended = Promise.allSettled(greedy)
    expect(await javascript('return "modest"', { workspaceId: 'modest' })).toBe('modest')
    abort.abort(new Error('enough'))
    await ended
  })

  it('those that wait have their turn, each its own answer', async () => {
    const calls = Array.from({ length: 60 }, (_, at) => javascript('return input', { input: at, workspaceId: `w${at % 3}` }))
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 60 }, (_, at) => at))
  })
})

describe('a process', () => {
  const { javascript, alive, file } = testIsolates({ idleMs: 1 })

  it('that has rested for long goes away, and another comes when needed', async () => {
    expect(await javascript('return 1')).toBe(1)
    await expect.poll(alive).toBe(0)
    expect(await javascript('return 2')).toBe(2)
  })

  it('whose worker has died ends too, however busy it is', async () => {
    const orphan = fork(file, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    await once(orphan, 'message')
    const limits = { cpuMs: 100, wallMs: 300, memoryBytes: 1e8, outputBytes: 1e6 }
    const code = '($f := function() { $f() }; $f())'
    const ask: Ask = { job: { workspaceId: 'one', language: 'jsonata', code, limits }, piece: Buffer.from('null'), last: true }
    orphan.send(ask, () => orphan.disconnect())
    await once(orphan, 'exit')
  })

  it('is known by what it has used', () => {
    const { cpuMs, residentBytes } = usageOf(process.pid)
    expect(cpuMs).toBeGreaterThan(0)
    expect(residentBytes).toBeGreaterThan(10_000_000)
    expect(usageOf(0)).toEqual({ cpuMs: 0, residentBytes: 0 })
  })
})
