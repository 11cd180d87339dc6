import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyEdit } from '@/flow/draft/apply-edit'
import { docFromGraph, graphFromDoc } from '@/flow/draft/document'
import { type TestWorkspace, testDatabase } from '../../db/testing'
import { getFlow } from '../flows/get'
import { removeFlow } from '../flows/remove'
import { removeFlows } from '../flows/remove-many'
import { closeLiveBus } from '../live/bus'
import { draw, emptyFlow, smallGraph } from '../testing'
import { listVersions } from '../versions/list'
import { publishVersion } from '../versions/publish'
import { restoreVersion } from '../versions/restore'
import { COMPACT_EVERY } from './append-update'
import { type DraftChange, followDraft } from './follow'
import { openDraft } from './open'
import { pushDraft } from './push'

const database = testDatabase()
afterAll(closeLiveBus)

let workspace: TestWorkspace
let flowId: string

beforeEach(async () => {
  ;({ workspace, flowId } = await emptyFlow(database.owner()))
})

describe('pushing', () => {
  it('numbers updates without a gap, whoever pushes at once', async () => {
    await draw({ actor: workspace.builder }, flowId)
    const pushes = Array.from({ length: 20 }, (_, at) => push(noteUpdate(`n${at}`)))
    const numbers = (await Promise.all(pushes)).map(({ seq }) => seq)
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 2))
    expect((await opened()).notes).toHaveLength(20)
  })

  it.each([
    ['bytes that are no update', Buffer.from('not an update at all')],
    ['a node with a field of the wrong kind', edited((doc) => doc.getMap('nodes').set('x', new Y.Map([['label', { evil: true }]])))],
    ['a map where another type stands', edited((doc) => doc.getMap('nodes').set('x', 'text'))],
    ['a node key that is a prototype', edited((doc) => applyEdit(doc, { type: 'graph.replace', graph: withKey('__proto__') }))],
    ['an update that builds on one we never got', later()],
  ])('refuses %s and keeps the draft', async (_what, update) => {
    await draw({ actor: workspace.builder }, flowId)
    const before = await opened()
    await expect(push(update)).rejects.toMatchObject({ code: 'invalid' })
    expect(await opened()).toEqual(before)
  })

  it('refuses an update that is too large before reading it', async () => {
    await expect(push(Buffer.alloc(3_100_000))).rejects.toThrow('too large')
  })

  it('marks a stretch of editing in the audit once, not every update', async () => {
    for (const name of ['a', 'b', 'c']) await push(noteUpdate(name))
    await push(noteUpdate('d'), workspace.admin)
    const marks =
      await database.owner()`select actor->>'name' as name from audit_event where action = 'draft.edited' and workspace_id = ${workspace.id} order by id`
    expect(marks.map(({ name }) => name)).toEqual(['Builder', 'Admin'])
  })
})

describe('following', () => {
  it('resumes exactly: every change once, in order, also those made meanwhile', async () => {
    await push(noteUpdate('a'))
    await push(noteUpdate('b'))
    const following = await follow(1)
    expect(await take(following, 1)).toEqual([2])
    await push(noteUpdate('c'))
    await push(noteUpdate('d'))
    expect(await take(following, 2)).toEqual([3, 4])
    await following.return(undefined)
  })

  it('gives the whole state to a client that was away for too long', async () => {
    for (let at = 1; at <= COMPACT_EVERY; at++) await push(noteUpdate(`n${at}`))
    const [compacted] = await database.owner()`select through_seq from draft where flow_id = ${flowId}`
    expect(Number(compacted?.through_seq)).toBe(COMPACT_EVERY)
    expect((await opened()).notes).toHaveLength(COMPACT_EVERY)

    // As compaction does once more than KEEP updates have come.
    await database.owner()`delete from draft_update where flow_id = ${flowId} and seq <= 50`
    const following = await follow(1)
    const whole = change((await following.next()).value)
    expect(whole).toMatchObject({ seq: COMPACT_EVERY, userId: null })
    expect(graphOf(whole.update).notes).toHaveLength(COMPACT_EVERY)
    await push(noteUpdate('late'))
    expect(await take(following, 1)).toEqual([COMPACT_EVERY + 1])
    await following.return(undefined)
  })

  it('ends when the session is revoked', async () => {
    const following = await follow(0)
    await database.owner()`update session set revoked_at = now() where id = ${workspace.viewer.sessionId}`
    await push(noteUpdate('a'))
    expect(await following.next()).toMatchObject({ done: true })
  })

  it.each([
    ['alone', () => removeFlow({ actor: workspace.admin }, { id: flowId })],
    ['among others', () => removeFlows({ actor: workspace.admin }, { ids: [flowId] })],
  ])('says at once that the flow was deleted, %s', async (_how, remove) => {
    await push(noteUpdate('a'))
    const following = await follow(0)
    expect(await take(following, 1)).toEqual([1])
    const next = following.next()
    await Promise.all([remove(), expect(next).rejects.toMatchObject({ code: 'not_found' })])
  })
})

describe('publishing', () => {
  it('takes the draft as it is, counts versions and tells when the draft moved on', async () => {
    const call = { actor: workspace.builder }
    await draw(call, flowId)
    expect(await publishVersion(call, { flowId, note: 'First' })).toMatchObject({ number: 1 })
    expect(await getFlow(call, { id: flowId })).toMatchObject({ liveVersion: { number: 1 }, draftChanged: false })
    await draw(call, flowId, smallGraph('changed'))
    expect(await getFlow(call, { id: flowId })).toMatchObject({ draftChanged: true })
    await Promise.all([publishVersion(call, { flowId }), publishVersion(call, { flowId })])
    expect((await listVersions(call, { flowId })).map(({ number, live }) => [number, live])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ])
  })

  it('is refused with the problems while there are errors', async () => {
    const broken = smallGraph('{{ steps.nobody.x }}')
    await draw({ actor: workspace.builder }, flowId, broken)
    await expect(publishVersion({ actor: workspace.builder }, { flowId })).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ code: 'unknown-reference', nodeId: 'greet' }],
    })
    expect(await listVersions({ actor: workspace.builder }, { flowId })).toEqual([])
  })

  it('keeps a webhook’s URL over versions, and takes triggers away with their nodes', async () => {
    const call = { actor: workspace.builder }
    const hooked = smallGraph()
    hooked.nodes.push({ ...node(), id: 'hook', key: 'hook', type: 'trigger.webhook', label: 'Hook' })
    hooked.edges.push({ id: 'hook-greet', source: 'hook', sourcePort: 'out', target: 'greet' })
    await draw(call, flowId, hooked)
    await publishVersion(call, { flowId })
    const [first] = await triggers()
    await publishVersion(call, { flowId })
    const [second] = await triggers()
    expect(second).toMatchObject({ id: first?.id, token: first?.token, enabled: true })
    expect(second?.version_id).not.toBe(first?.version_id)
    await draw(call, flowId, smallGraph())
    await publishVersion(call, { flowId })
    expect(await triggers()).toEqual([])
  })

  it('restores an earlier version into the draft, as a change others receive', async () => {
    const call = { actor: workspace.builder }
    await draw(call, flowId, smallGraph('one'))
    const { id } = await publishVersion(call, { flowId })
    const seq = await draw(call, flowId, smallGraph('two'))
    const following = await follow(seq)
    await restoreVersion(call, { id })
    expect(await take(following, 1)).toEqual([seq + 1])
    expect(await opened()).toEqual(smallGraph('one'))
    await following.return(undefined)
  })

  it('only records that a version was restored where the caller writes it, to be able to take it back', async () => {
    const call = { actor: workspace.builder }
    await draw(call, flowId, smallGraph('one'))
    const { id } = await publishVersion(call, { flowId })
    await draw(call, flowId, smallGraph('two'))
    await restoreVersion(call, { id, asOwnEdit: true })
    expect(await opened()).toEqual(smallGraph('two'))
    const noted = await database.owner()`
      select id from audit_event where workspace_id = ${workspace.id} and action = 'version.restored' and resource_id = ${id}`
    expect(noted).toHaveLength(1)
  })
})

function push(update: Uint8Array, actor = workspace.builder) {
  return pushDraft({ actor }, { flowId, update: Buffer.from(update).toString('base64') })
}

function follow(after: number) {
  return followDraft({ actor: workspace.viewer }, { flowId, after }, new AbortController().signal)
}

async function take(following: AsyncGenerator<DraftChange>, count: number): Promise<number[]> {
  const numbers: number[] = []
  while (numbers.length < count) numbers.push(change((await following.next()).value).seq)
  return numbers
}

function change(value: DraftChange | undefined): DraftChange {
  if (!value) throw new Error('the stream ended')
  return value
}

async function opened() {
  const { state } = await openDraft({ actor: workspace.viewer }, { flowId })
  return graphOf(state)
}

function graphOf(update: string) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from(update, 'base64'))
  return graphFromDoc(doc)
}

function triggers() {
  return database.owner()`select id, token, version_id, enabled from trigger where flow_id = ${flowId}`
}

function edited(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  change(doc)
  return Y.encodeStateAsUpdate(doc)
}

function noteUpdate(id: string): Uint8Array {
  const note = { id, text: id, position: { x: 0, y: 0 }, size: { width: 100, height: 100 } }
  return edited((doc) => applyEdit(doc, { type: 'note.add', note }))
}

function later(): Uint8Array {
  const doc = docFromGraph(smallGraph())
  const before = Y.encodeStateVector(doc)
  applyEdit(doc, { type: 'node.configure', id: 'greet', param: 'fields', value: [] })
  return Y.encodeStateAsUpdate(doc, before)
}

function node() {
  return { typeVersion: 1, position: { x: 0, y: 0 }, disabled: false, onError: 'fail', params: {} } as const
}

/** Ids of its own: with the same ids as the draft's, chance would decide whose node stays after the merge. */
function withKey(key: string) {
  const graph = smallGraph()
  return { ...graph, nodes: graph.nodes.map((each) => ({ ...each, id: `other-${each.id}`, key })), edges: [] }
}
