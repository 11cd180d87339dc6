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
  let refuse: PushRefused | null = null
  /** As the server derives a graph from what it is sent, and refuses what is not one. */
  let mayHold = (_value: unknown) => true
  let hold: Promise<void> = Promise.resolve()

  const transport: DraftTransport = {
    async open() {
      if (!plugged) throw new Error('no network')
      return { state: Y.encodeStateAsUpdate(doc), seq: pushes.length }
    },
    async push(update) {
      await hold
      if (!plugged) throw new Error('no network')
      if (refuse) throw refuse
      const after = new Y.Doc()
      Y.applyUpdate(after, Y.encodeStateAsUpdate(doc))
      Y.applyUpdate(after, update)
      if (after.store.pendingStructs) throw new PushRefused('These changes build on others that never arrived.', 'change')
      if (![...after.getMap('nodes').values()].every((node) => mayHold(labelOf(node)))) throw new PushRefused('This is too long.', 'change')
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
    refuseAll(why: PushRefused | null) {
      refuse = why
    },
    holdsOnly(may: (label: unknown) => boolean) {
      mayHold = may
    },
    label: (id: string) => labelOf(doc.getMap('nodes').get(id)),
    size: () => Y.encodeStateAsUpdate(doc).length,
    holdPushes() {
      let release = () => {}
      hold = new Promise((resolve) => {
        release = resolve
      })
      return () => release()
    },
  }
}

const labelOf = (node: unknown) => (node instanceof Y.Map ? node.get('label') : node)
/** A step as drafts keep it. */
const addStep = (doc: Y.Doc, id: string, label: string) => doc.getMap('nodes').set(id, new Y.Map([['label', label]]))
const rename = (doc: Y.Doc, id: string, label: string) => {
  const step = doc.getMap('nodes').get(id)
  if (step instanceof Y.Map) step.set('label', label)
}
const isShort = (label: unknown) => typeof label !== 'string' || label.length < 100

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

  it('hands on what comes whole as it came, and nothing listens meanwhile', async () => {
    const server = createServer()
    const before = new Y.Doc()
    set(before, 'a', '1')
    await server.transport.push(Y.encodeStateAsUpdate(before))
    const [doc, whole] = [new Y.Doc(), vi.fn<(update: Uint8Array, isHeard: boolean) => void>()]
    const takeWhole = (update: Uint8Array, apply: () => void) => {
      whole(update, doc._observers.has('update'))
      apply()
    }
    const { state } = await server.transport.open()
    const { status } = syncDraft(doc, server.transport, { takeWhole })
    await vi.waitFor(() => expect(status.getState().state).toBe('saved'))
    expect(whole.mock.calls).toEqual([[state, false]])
    set(doc, 'x', '1')
    await vi.waitFor(() => expect(server.value('x')).toBe('1'))
  })

  it('hears what is written after a draft could not be taken in at once', async () => {
    const server = createServer()
    const doc = new Y.Doc()
    let fails = true
    const takeWhole = (_update: Uint8Array, apply: () => void) => {
      if (fails) throw new Error('this browser can not keep it')
      apply()
    }
    const { status, retryNow } = syncDraft(doc, server.transport, { takeWhole })
    await vi.waitFor(() => expect(status.getState().state).toBe('offline'))
    set(doc, 'x', '1')
    fails = false
    retryNow()
    await vi.waitFor(() => expect(status.getState().state).toBe('saved'))
    set(doc, 'y', '2')
    await vi.waitFor(() => expect([server.value('x'), server.value('y')]).toEqual(['1', '2']))
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

  it('sends the first letter at once, and those that come quickly after it together', async () => {
    vi.useFakeTimers()
    try {
      const server = createServer()
      const doc = new Y.Doc()
      const { status } = syncDraft(doc, server.transport)
      await vi.advanceTimersByTimeAsync(0)
      set(doc, 'a', '1')
      await vi.advanceTimersByTimeAsync(0)
      expect(server.pushes).toHaveLength(1)
      for (const key of ['b', 'c', 'd']) {
        await vi.advanceTimersByTimeAsync(20)
        set(doc, key, key)
      }
      expect(server.pushes).toHaveLength(1)
      expect(status.getState().state).toBe('saving')
      await vi.advanceTimersByTimeAsync(40)
      expect(server.pushes).toHaveLength(2)
      expect(['b', 'c', 'd'].map(server.value)).toEqual(['b', 'c', 'd'])
      expect(status.getState().state).toBe('saved')
    } finally {
      vi.useRealTimers()
    }
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

  it.each([
    ['a person may not save', 'You may look but not edit.', 'person'],
    ['belongs to a flow that was deleted', 'There is no such flow.', 'flow'],
  ] as const)('keeps what %s, says why, and saves it when it may again', async (_what, message, of) => {
    const server = createServer()
    const doc = new Y.Doc()
    const { status, retryNow } = syncDraft(doc, server.transport)
    await vi.waitFor(() => expect(status.getState().state).toBe('saved'))
    server.refuseAll(new PushRefused(message, of))
    set(doc, 'a', '1')
    const refused = { state: 'refused', message, gone: of === 'flow' }
    await vi.waitFor(() => expect(status.getState()).toEqual(refused))
    set(doc, 'b', '2')
    expect(status.getState()).toEqual(refused)
    server.refuseAll(null)
    retryNow()
    await vi.waitFor(() => expect(status.getState().state).toBe('saved'))
    expect([server.value('a'), server.value('b')]).toEqual(['1', '2'])
  })

  describe('a change the server will not have', () => {
    async function opened() {
      const server = createServer()
      const doc = new Y.Doc()
      const told = vi.fn()
      const sync = syncDraft(doc, server.transport, { onSetAside: told })
      const saved = () => vi.waitFor(() => expect(sync.status.getState().state).toBe('saved'))
      await saved()
      addStep(doc, 'a', 'As it was')
      await saved()
      server.holdsOnly(isShort)
      return { server, doc, told, saved, sync, label: (id: string) => labelOf(doc.getMap('nodes').get(id)) }
    }

    it('is taken back at both ends and told of, and later ones are saved', async () => {
      const { server, doc, told, saved, label } = await opened()
      const before = server.size()
      rename(doc, 'a', 'x'.repeat(10_000))
      await vi.waitFor(() => expect(told).toHaveBeenCalledOnce())
      expect(told.mock.calls[0]?.[0]).toBe('This is too long.')
      expect(told.mock.calls[0]?.[1].nodes).toMatchObject([{ id: 'a', label: 'x'.repeat(10_000) }])
      await saved()
      expect([label('a'), server.label('a')]).toEqual(['As it was', 'As it was'])
      expect(server.size() - before).toBeLessThan(200)
      rename(doc, 'a', 'Later')
      addStep(doc, 'b', 'Another')
      await saved()
      expect([server.label('a'), server.label('b')]).toEqual(['Later', 'Another'])
    })

    it('is found among others sent with it, and what was done to the same place after it stays', async () => {
      const { server, doc, told, saved, label } = await opened()
      const release = server.holdPushes()
      addStep(doc, 'b', 'Before')
      rename(doc, 'a', 'x'.repeat(1_000))
      addStep(doc, 'c', 'y'.repeat(1_000))
      addStep(doc, 'd', 'After')
      rename(doc, 'a', 'Shorter')
      rename(doc, 'd', 'z'.repeat(1_000))
      addStep(doc, 'e', 'Last')
      release()
      await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(3))
      await saved()
      for (const end of [label, server.label]) {
        expect(['a', 'b', 'c', 'd', 'e'].map(end)).toEqual(['Shorter', 'Before', undefined, 'After', 'Last'])
      }
    })

    it('is found among what was done without a connection', async () => {
      const { server, doc, told, saved, sync, label } = await opened()
      server.unplug()
      addStep(doc, 'b', 'Good')
      rename(doc, 'a', 'x'.repeat(1_000))
      addStep(doc, 'c', 'Good, too')
      server.plugIn()
      sync.retryNow()
      await vi.waitFor(() => expect(told).toHaveBeenCalledOnce())
      await saved()
      for (const end of [label, server.label]) expect(['a', 'b', 'c'].map(end)).toEqual(['As it was', 'Good', 'Good, too'])
    })

    it('is found among what an earlier visit left, as it was written down', async () => {
      const { server, doc, told, sync } = await opened()
      sync.close()
      const written = [Y.encodeStateAsUpdate(doc)]
      doc.on('update', (update: Uint8Array) => written.push(update))
      addStep(doc, 'b', 'Good')
      rename(doc, 'a', 'x'.repeat(1_000))
      doc.getMap('nodes').delete('b')
      addStep(doc, 'c', 'Good, too')

      const later = new Y.Doc()
      for (const update of written) Y.applyUpdate(later, update)
      const again = syncDraft(later, server.transport, { onSetAside: told, kept: async () => written })
      await vi.waitFor(() => expect(told).toHaveBeenCalledOnce())
      await vi.waitFor(() => expect(again.status.getState().state).toBe('saved'))
      const here = (id: string) => labelOf(later.getMap('nodes').get(id))
      for (const end of [here, server.label]) expect(['a', 'b', 'c'].map(end)).toEqual(['As it was', undefined, 'Good, too'])
    })

    it('that made, moved and took away at once is taken back whole', async () => {
      const { server, doc, told, saved, label } = await opened()
      addStep(doc, 'gone', 'Stays after all')
      await saved()
      doc.transact(() => {
        doc.getMap('nodes').delete('gone')
        rename(doc, 'a', 'Other')
        addStep(doc, 'b', 'x'.repeat(1_000))
      })
      await vi.waitFor(() => expect(told).toHaveBeenCalledOnce())
      await saved()
      for (const end of [label, server.label]) expect(['gone', 'a', 'b'].map(end)).toEqual(['Stays after all', 'As it was', undefined])
    })
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
