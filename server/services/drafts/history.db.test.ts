import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyEdit } from '@/flow/draft/apply-edit'
import type { Edit } from '@/flow/draft/edits'
import { type MemberActor, type TestWorkspace, testDatabase } from '../../db/testing'
import { closeLiveBus } from '../live/bus'
import { draw, emptyFlow, smallGraph } from '../testing'
import { publishVersion } from '../versions/publish'
import { COMPACT_EVERY } from './append-update'
import { draftAt } from './at'
import { contributions } from './contributions'
import { draftHistory } from './history'
import { openDraft } from './open'
import { pushDraft } from './push'

const database = testDatabase()
afterAll(closeLiveBus)

let workspace: TestWorkspace
let flowId: string

beforeEach(async () => {
  ;({ workspace, flowId } = await emptyFlow(database.owner()))
})

describe('who made what', () => {
  it('is known for every field since the live version, and nothing of before', async () => {
    const seen = await draw({ actor: workspace.builder }, flowId)
    await publishVersion({ actor: workspace.builder }, { flowId, seen })
    await edit(workspace.admin, { type: 'node.rename', id: 'greet', label: 'Welcome', key: 'greet' })
    await edit(workspace.builder, { type: 'node.patch', id: 'greet', patch: { disabled: true } })
    const { touches, people, seq } = await contributions({ actor: workspace.viewer }, { flowId })
    expect(touches).toEqual([
      { nodeId: 'greet', field: 'label', by: [workspace.admin.userId] },
      { nodeId: 'greet', field: 'disabled', by: [workspace.builder.userId] },
    ])
    expect(people).toEqual([
      { userId: workspace.admin.userId, name: 'Admin', lastSeq: 2 },
      { userId: workspace.builder.userId, name: 'Builder', lastSeq: 3 },
    ])
    expect(seq).toBe(3)
  })
})

describe('publishing', () => {
  it('is refused while somebody else’s change was not seen, and says whose it is', async () => {
    await draw({ actor: workspace.builder }, flowId)
    await publishVersion({ actor: workspace.builder }, { flowId })
    await edit(workspace.builder, { type: 'node.patch', id: 'greet', patch: { disabled: true } })
    const { seq } = await contributions({ actor: workspace.builder }, { flowId })
    await edit(workspace.admin, { type: 'node.rename', id: 'greet', label: 'Half', key: 'greet' })
    const refused = publishVersion({ actor: workspace.builder }, { flowId, seen: seq })
    await expect(refused).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Admin changed this flow') })
    const now = await contributions({ actor: workspace.builder }, { flowId })
    await expect(publishVersion({ actor: workspace.builder }, { flowId, seen: now.seq })).resolves.toMatchObject({ number: 2 })
    // What is live was seen: it need not be seen again.
    await edit(workspace.builder, { type: 'node.patch', id: 'greet', patch: { disabled: false } })
    await expect(publishVersion({ actor: workspace.builder }, { flowId })).resolves.toMatchObject({ number: 3 })
  })

  it('asks for what others changed before the first version, too', async () => {
    await draw({ actor: workspace.admin }, flowId)
    await expect(publishVersion({ actor: workspace.builder }, { flowId })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('goes by the time for versions that did not note what they hold', async () => {
    await draw({ actor: workspace.admin }, flowId)
    await publishVersion({ actor: workspace.admin }, { flowId })
    await database.owner()`alter table version disable trigger all`
    await database.owner()`update version set draft_seq = null where flow_id = ${flowId}`
    await expect(publishVersion({ actor: workspace.builder }, { flowId })).resolves.toMatchObject({ number: 2 })
  })
})

describe('history', () => {
  it('shows the draft as it was after each stretch, with who made it and what was published', async () => {
    await draw({ actor: workspace.builder }, flowId, smallGraph('one'))
    await publishVersion({ actor: workspace.builder }, { flowId })
    await draw({ actor: workspace.builder }, flowId, smallGraph('two'))
    await edit(workspace.admin, { type: 'node.remove', ids: ['greet'], heal: false })
    const { begin, stretches, versions } = await draftHistory({ actor: workspace.viewer }, { flowId })
    expect(begin).toBe(0)
    expect(stretches.map(({ seq, name, changes }) => [seq, name, changes])).toEqual([
      [1, 'Builder', 1],
      [2, 'Builder', 1],
      [3, 'Admin', 1],
    ])
    expect(versions).toEqual([{ number: 1, seq: 1 }])
    const at = (seq: number) => draftAt({ actor: workspace.viewer }, { flowId, seq })
    expect((await at(0)).nodes).toEqual([])
    expect(await at(1)).toEqual(smallGraph('one'))
    expect(await at(2)).toEqual(smallGraph('two'))
    expect((await at(3)).nodes.map(({ id }) => id)).toEqual(['start'])
  })

  it('outlives compaction: old updates are merged by person, and every end of a stretch can still be shown', async () => {
    const total = 7 * COMPACT_EVERY
    const updates = noteUpdates(total)
    // As if pushed one by one, but for the time it takes.
    const sql = database.owner()
    const byWhom = (seq: number) => (seq <= 150 ? workspace.builder : workspace.admin).userId
    const earlier = updates
      .slice(0, -1)
      .map((update, at) => ({ workspace_id: workspace.id, flow_id: flowId, seq: at + 1, update, user_id: byWhom(at + 1) }))
    await sql`insert into draft_update ${sql(earlier)}`
    await push(workspace.admin, updates.at(-1) ?? new Uint8Array())
    const rows = await sql`
      select seq::int, span, user_id from draft_update where flow_id = ${flowId} and span > 1 order by seq`
    expect(rows.map(({ seq, span }) => [seq, span])).toEqual([
      [150, 150],
      [200, 50],
    ])
    const [sum] = await sql`select sum(span)::int as all from draft_update where flow_id = ${flowId}`
    expect(sum?.all).toBe(total)
    const notes = async (seq: number) => (await draftAt({ actor: workspace.viewer }, { flowId, seq })).notes.length
    expect([await notes(0), await notes(150), await notes(200), await notes(201), await notes(total)]).toEqual([0, 150, 200, 201, total])
    const { stretches } = await draftHistory({ actor: workspace.viewer }, { flowId })
    expect(stretches.map(({ name, changes }) => [name, changes])).toEqual([
      ['Builder', 150],
      ['Admin', total - 150],
    ])
  })
})

async function edit(actor: MemberActor, change: Edit): Promise<void> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from((await openDraft({ actor }, { flowId })).state, 'base64'))
  const before = Y.encodeStateVector(doc)
  applyEdit(doc, change)
  await push(actor, Y.encodeStateAsUpdate(doc, before))
}

async function push(actor: MemberActor, update: Uint8Array): Promise<void> {
  await pushDraft({ actor }, { flowId, update: Buffer.from(update).toString('base64') })
}

/** Each adds one note, and builds on those before. */
function noteUpdates(count: number): Uint8Array[] {
  const doc = new Y.Doc()
  return Array.from({ length: count }, (_, at) => {
    const before = Y.encodeStateVector(doc)
    applyEdit(doc, { type: 'note.add', note: { id: `n${at}`, text: '', position: { x: 0, y: 0 }, size: { width: 100, height: 100 } } })
    return Y.encodeStateAsUpdate(doc, before)
  })
}
