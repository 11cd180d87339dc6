import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { emptyGraph } from '@/flow/graph/graph'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { listInbox } from '../inbox/list'
import { readInbox } from '../inbox/read'
import { closeLiveBus } from '../live/bus'
import { draw } from '../testing'
import { listThreads } from './list'
import { removeComment } from './remove'
import { reply } from './reply'
import { resolveThread } from './resolve'
import { startThread } from './start'

const database = testDatabase()
afterAll(closeLiveBus)

let workspace: TestWorkspace
let flowId: string

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  flowId = (await createFlow({ actor: workspace.builder }, { name: 'Flow' })).id
  await draw({ actor: workspace.builder }, flowId)
})

describe('a thread', () => {
  it('is about a node, goes on, is settled, and open again by an answer', async () => {
    const { threadId } = await start('Why this text?')
    await reply({ actor: workspace.approver }, { threadId, body: 'Legal asked for it.' })
    expect(await threads()).toMatchObject([
      {
        id: threadId,
        nodeId: 'greet',
        nodeLabel: 'Greet',
        resolvedAt: null,
        comments: [
          { author: 'Builder', body: 'Why this text?' },
          { author: 'Approver', body: 'Legal asked for it.' },
        ],
      },
    ])
    await resolveThread({ actor: workspace.builder }, { threadId, resolved: true })
    expect((await threads())[0]?.resolvedAt).toBeInstanceOf(Date)
    await reply({ actor: workspace.approver }, { threadId, body: 'Not yet.' })
    expect((await threads())[0]?.resolvedAt).toBeNull()
  })

  it('stays, with the name the node had, when the node is deleted', async () => {
    await start('Keep me')
    await draw({ actor: workspace.builder }, flowId, emptyGraph())
    expect(await threads()).toMatchObject([{ nodeId: 'greet', nodeLabel: 'Greet' }])
    await expect(start('Too late')).rejects.toMatchObject({ code: 'invalid' })
  })

  it('can be about a point of the canvas', async () => {
    await startThread({ actor: workspace.builder }, { flowId, place: { x: 10.4, y: -20.6 }, body: 'Here' })
    expect(await threads()).toMatchObject([{ nodeId: null, point: { x: 10, y: -21 } }])
  })

  it('goes when all of it was taken back, by whoever said it only', async () => {
    await start('Oh')
    const [id = ''] = (await threads()).flatMap(({ comments }) => comments.map((each) => each.id))
    await expect(removeComment({ actor: workspace.admin }, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await removeComment({ actor: workspace.builder }, { id })
    expect(await threads()).toEqual([])
  })

  it('keeps text as text, without marks that turn its direction', async () => {
    await start('<img src=x onerror=alert(1)> \u202eabc\u0000\nnew line')
    expect((await threads())[0]?.comments[0]?.body).toBe('<img src=x onerror=alert(1)> abc\nnew line')
    await expect(start(' \u202e ')).rejects.toThrow('Write something first')
    await expect(start('x'.repeat(4_001))).rejects.toThrow('4,000')
  })
})

describe('the inbox', () => {
  it('tells who is mentioned and who spoke before, never oneself or strangers', async () => {
    const stranger = (await testWorkspace(database.owner(), 'Stranger')).owner
    const { threadId } = await start(`@{${workspace.admin.userId}} @{${workspace.builder.userId}} @{${stranger.userId}} look`)
    await reply({ actor: workspace.operator }, { threadId, body: 'I do' })
    expect(await inbox('admin')).toEqual(['mention Builder'])
    expect(await inbox('builder')).toEqual(['reply Operator'])
    expect(await inbox('operator')).toEqual([])
    expect(await listInbox({ actor: stranger })).toEqual([])
  })

  it('is read by its owner alone', async () => {
    await start(`@{${workspace.admin.userId}}`)
    const [item] = await listInbox({ actor: workspace.admin })
    await readInbox({ actor: workspace.viewer }, { ids: [item?.id ?? ''] })
    expect((await listInbox({ actor: workspace.admin }))[0]?.isRead).toBe(false)
    await readInbox({ actor: workspace.admin }, {})
    expect((await listInbox({ actor: workspace.admin }))[0]?.isRead).toBe(true)
  })
})

function start(body: string) {
  return startThread({ actor: workspace.builder }, { flowId, place: { nodeId: 'greet' }, body })
}

function threads() {
  return listThreads({ actor: workspace.viewer }, { flowId })
}

async function inbox(role: 'admin' | 'builder' | 'operator') {
  return (await listInbox({ actor: workspace[role] })).map(({ reason, author }) => `${reason} ${author}`)
}

it('nobody says more than a person writes', async () => {
  for (let said = 0; said < 30; said++) await start('Again')
  await expect(start('And again')).rejects.toMatchObject({ code: 'limited', message: expect.stringContaining('Wait a moment') })
  const { threadId } = await startThread({ actor: workspace.approver }, { flowId, place: { nodeId: 'greet' }, body: 'Others may' })
  await expect(reply({ actor: workspace.builder }, { threadId, body: 'Not even an answer' })).rejects.toMatchObject({ code: 'limited' })
})
