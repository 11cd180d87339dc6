import { afterAll, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyEdit } from '@/flow/draft/apply-edit'
import { docFromGraph, edgesOf, graphFromDoc, nodesOf, settingsOf } from '@/flow/draft/document'
import { emptyGraph, MOST_ITEMS, type Note } from '@/flow/graph/graph'
import { inWorkspace } from '../../db/tenancy'
import { type TestWorkspace, testDatabase } from '../../db/testing'
import { closeLiveBus } from '../live/bus'
import { draw, emptyFlow } from '../testing'
import { appendUpdate, COMPACT_EVERY } from './append-update'
import { openDraft } from './open'
import { pushDraft } from './push'

const database = testDatabase()
afterAll(closeLiveBus)

let workspace: TestWorkspace
let flowId: string
/** As a browser has it. */
let doc: Y.Doc

beforeEach(async () => {
  ;({ workspace, flowId } = await emptyFlow(database.owner()))
  await draw({ actor: workspace.builder }, flowId)
  doc = await stored()
})

it('reads all that is stored once while a draft is edited, and then what others add', async () => {
  await push(label('First'))
  await database.owner()`update draft set state = 'no draft' where flow_id = ${flowId}`
  await push(label('Second'))
  await addElsewhere(label('Third'))
  await push(switchOff)
  await database.owner()`update draft set state = ${Buffer.from(Y.encodeStateAsUpdate(new Y.Doc()))} where flow_id = ${flowId}`
  expect(await greet()).toMatchObject({ label: 'Third', disabled: true })
})

it('forgets what was never stored, even when another process has given its number to something else', async () => {
  const seq = await push(label('First'))
  await expect(failing(label('Never'))).rejects.toThrow('The connection is lost')
  expect(await push(label('Second'))).toBe(seq + 1)

  await expect(failing(switchOff)).rejects.toThrow('The connection is lost')
  await addElsewhere(label('Third'))
  expect(await push((draft) => applyEdit(draft, { type: 'node.configure', id: 'greet', param: 'fields', value: [] }))).toBe(seq + 3)
  // From here on it is what this process has in memory that is stored.
  for (let left = COMPACT_EVERY; left > 0; left--) await push(label(`${left} left`))
  const [row] = await database.owner()`select state from draft where flow_id = ${flowId}`
  expect(greetOf(docOf([row?.state]))).toMatchObject({ disabled: false, params: { fields: [] } })
})

it.each<[string, (draft: Y.Doc) => void]>([
  ['a step', (draft) => nodesOf(draft).set('greet', new Y.Map([['label', { evil: true }]]))],
  ['something deep in a step', (draft) => nodesOf(draft).get('greet')?.set('position', { x: 'left', y: 0 })],
  [
    'a line to nowhere',
    (draft) =>
      edgesOf(draft).set(
        'e',
        new Y.Map<unknown>([
          ['source', 'gone'],
          ['target', 'gone'],
          ['sourcePort', 7],
        ]),
      ),
  ],
  ['a note', (draft) => draft.getMap('notes').set('n', 'text')],
  ['a setting', (draft) => settingsOf(draft).set('timeZone', 7)],
])('refuses %s that is no such thing, and stays what it was', async (_what, change) => {
  await push(label('Before'))
  const before = Y.encodeStateAsUpdate(doc)
  await expect(push(change)).rejects.toMatchObject({ code: 'invalid' })
  doc = docOf([before])
  await push(switchOff)
  expect(await greet()).toMatchObject({ label: 'Before', disabled: true })
})

it('says that a flow is full, though only a little of it was touched', async () => {
  const full = docFromGraph({ ...emptyGraph(), notes: Array.from({ length: MOST_ITEMS.notes }, (_, at) => note(`n${at}`)) })
  await push((draft) => Y.applyUpdate(draft, Y.encodeStateAsUpdate(full)))
  await expect(push((draft) => applyEdit(draft, { type: 'note.add', note: note('more') }))).rejects.toThrow(
    '5,000 notes and frames at most',
  )
})

const label = (text: string) => (draft: Y.Doc) => void applyEdit(draft, { type: 'node.rename', id: 'greet', key: 'greet', label: text })
const switchOff = (draft: Y.Doc) => void applyEdit(draft, { type: 'node.patch', id: 'greet', patch: { disabled: true } })

async function push(change: (draft: Y.Doc) => void): Promise<number> {
  const update = Buffer.from(changed(change)).toString('base64')
  return (await pushDraft({ actor: workspace.builder }, { flowId, update })).seq
}

/** What it adds to the draft. */
function changed(change: (draft: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  change(doc)
  return Y.encodeStateAsUpdate(doc, before)
}

/** A change that is put in hand, and not committed. */
function failing(change: (draft: Y.Doc) => void): Promise<void> {
  return inWorkspace(workspace.id, async (tx) => {
    await appendUpdate(tx, workspace.builder, flowId, change)
    throw new Error('The connection is lost')
  })
}

async function addElsewhere(change: (draft: Y.Doc) => void): Promise<void> {
  await database.owner()`
    insert into draft_update (workspace_id, flow_id, seq, update, user_id)
    select workspace_id, flow_id, max(seq) + 1, ${Buffer.from(changed(change))}, user_id from draft_update where flow_id = ${flowId} group by 1, 2, 5`
}

async function stored(): Promise<Y.Doc> {
  const { state } = await openDraft({ actor: workspace.viewer }, { flowId })
  return docOf([Buffer.from(state, 'base64')])
}

const greet = async () => greetOf(await stored())
const greetOf = (draft: Y.Doc) => graphFromDoc(draft).nodes.find(({ id }) => id === 'greet')

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const made = new Y.Doc()
  for (const update of updates) Y.applyUpdate(made, update)
  return made
}

function note(id: string): Note {
  return { id, text: id, position: { x: 0, y: 0 }, size: { width: 100, height: 100 } }
}
