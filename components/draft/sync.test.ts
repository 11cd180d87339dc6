import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { syncDraft } from './sync'
import { type DraftListener, type DraftTransport, PushRefused } from './transport'

/** The far end of the wire: stores updates, tells everyone connected, and can be unplugged. */
function createServer() {
  const doc = new Y.Doc()
  const listeners = new Set<DraftListener>()
  const pushes: Uint8Array[] = []
  let plugged = true
  let refuse = false
  let hold: Promise<void> = Promise.resolve()

  const transport: DraftTransport = {
    async open() {
      if (!plugged) throw new Error('no network')
      return { state: Y.encodeStateAsUpdate(doc), seq: pushes.length }
    },
    async push(update) {
      await hold
      if (!plugged) throw new Error('no network')
      if (refuse) throw new PushRefused('You may look but not edit.')
      pushes.push(update)
      Y.applyUpdate(doc, update)
      for (const listener of listeners) listener.onUpdate(update, null)
    },
    pushOnLeave: (update) => pushes.push(update),
    listen(_after, listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    transport,
    pushes,
    value: (key: string) => doc.getMap('nodes').get(key),
    unplug() {
      plugged = false
      for (const listener of [...listeners]) listener.onLost()
    },
    plugIn() {
      plugged = true
    },
    refuseAll() {
      refuse = true
    },
    holdPushes() {
      let release = () => {}
      hold = new Promise((resolve) => {
        release = resolve
      })
      return () => release()
    },
  }
}

const set = (doc: Y.Doc, key: string, value: string) => doc.getMap('nodes').set(key, value)
const get = (doc: Y.Doc, key: string) => doc.getMap('nodes').get(key)

describe('syncDraft', () => {
  it('brings what one writes to the other', async () => {
    const server = createServer()
    const [a, b] = [new Y.Doc(), new Y.Doc()]
    const first = syncDraft(a, server.transport)
    const second = syncDraft(b, server.transport)
    await vi.waitFor(() => expect(second.status.getState().state).toBe('saved'))
    await vi.waitFor(() => expect(first.status.getState().state).toBe('saved'))
    set(a, 'x', '1')
    await vi.waitFor(() => expect(get(b, 'x')).toBe('1'))
    expect(first.status.getState()).toEqual({ state: 'saved' })
    expect(server.pushes).toHaveLength(1)
  })

  it('sends everything written during a push in the next one', async () => {
    const server = createServer()
    const doc = new Y.Doc()
    const { status } = syncDraft(doc, server.transport)
    await vi.waitFor(() => expect(status.getState().state).toBe('saved'))
    const release = server.holdPushes()
    for (const key of ['a', 'b', 'c', 'd']) set(doc, key, key)
    expect(status.getState().state).toBe('saving')
    release()
    await vi.waitFor(() => expect(status.getState().state).toBe('saved'))
    expect(server.pushes).toHaveLength(2)
    expect(['a', 'b', 'c', 'd'].map(server.value)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('counts what it keeps while offline and loses none of it', async () => {
    const server = createServer()
    const doc = new Y.Doc()
    const sync = syncDraft(doc, server.transport)
    await vi.waitFor(() => expect(sync.status.getState().state).toBe('saved'))
    server.unplug()
    set(doc, 'a', '1')
    set(doc, 'b', '2')
    expect(sync.status.getState()).toEqual({ state: 'offline', kept: 2 })
    server.plugIn()
    sync.retryNow()
    await vi.waitFor(() => expect(sync.status.getState().state).toBe('saved'))
    expect([server.value('a'), server.value('b')]).toEqual(['1', '2'])
  })

  it('keeps what was written while a push failed half way', async () => {
    const server = createServer()
    const doc = new Y.Doc()
    const sync = syncDraft(doc, server.transport)
    await vi.waitFor(() => expect(sync.status.getState().state).toBe('saved'))
    const release = server.holdPushes()
    set(doc, 'a', '1')
    set(doc, 'b', '2')
    server.unplug()
    release()
    await vi.waitFor(() => expect(sync.status.getState().state).toBe('offline'))
    server.plugIn()
    sync.retryNow()
    await vi.waitFor(() => expect([server.value('a'), server.value('b')]).toEqual(['1', '2']))
  })

  it('delivers at the next visit what an earlier one could not, deletions too', async () => {
    const server = createServer()
    const visit = new Y.Doc()
    const first = syncDraft(visit, server.transport)
    await vi.waitFor(() => expect(first.status.getState().state).toBe('saved'))
    set(visit, 'old', 'x')
    await vi.waitFor(() => expect(server.value('old')).toBe('x'))
    first.close()
    visit.getMap('nodes').delete('old')
    set(visit, 'new', 'y')

    const later = new Y.Doc()
    Y.applyUpdate(later, Y.encodeStateAsUpdate(visit))
    syncDraft(later, server.transport)
    await vi.waitFor(() => expect([server.value('old'), server.value('new')]).toEqual([undefined, 'y']))
  })

  it('pushes nothing when both ends are equal', async () => {
    const server = createServer()
    const { status } = syncDraft(new Y.Doc(), server.transport)
    await vi.waitFor(() => expect(status.getState().state).toBe('saved'))
    expect(server.pushes).toEqual([])
  })

  it('says why the server will not have it, and stops asking', async () => {
    const server = createServer()
    const doc = new Y.Doc()
    const { status } = syncDraft(doc, server.transport)
    await vi.waitFor(() => expect(status.getState().state).toBe('saved'))
    server.refuseAll()
    set(doc, 'a', '1')
    await vi.waitFor(() => expect(status.getState()).toEqual({ state: 'refused', message: 'You may look but not edit.' }))
  })

  it('hands over what is pending when the page goes away', async () => {
    const server = createServer()
    const doc = new Y.Doc()
    const sync = syncDraft(doc, server.transport)
    await vi.waitFor(() => expect(sync.status.getState().state).toBe('saved'))
    server.holdPushes()
    set(doc, 'a', '1')
    sync.leave()
    const received = new Y.Doc()
    for (const update of server.pushes) Y.applyUpdate(received, update)
    expect(get(received, 'a')).toBe('1')
  })
})
