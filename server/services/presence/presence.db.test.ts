import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type MemberActor, type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { type DraftNews, followNews } from '../drafts/follow-news'
import { createFlow } from '../flows/create'
import { closeLiveBus } from '../live/bus'
import { draw } from '../testing'
import { sayPresence } from './say'

const database = testDatabase()
afterAll(closeLiveBus)

const OURS = 'aaaaaaaaaaaaaaaa'
const THEIRS = 'bbbbbbbbbbbbbbbb'
const whereabouts = { pointer: { x: 10, y: 20 }, selected: ['greet'], view: { x: 0, y: 0, zoom: 1 } }

let workspace: TestWorkspace
let flowId: string

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  flowId = (await createFlow({ actor: workspace.builder }, { name: 'Flow' })).id
})

describe('presence', () => {
  it('tells the others where somebody is, not oneself, and that they left', async () => {
    const watching = await open(workspace.viewer, OURS)
    const leaving = new AbortController()
    const other = await open(workspace.builder, THEIRS, leaving.signal)
    await say(workspace.viewer, OURS)
    await say(workspace.builder, THEIRS)
    const id = `${workspace.builder.userId}/${THEIRS}`
    expect(await people(watching)).toEqual([{ id, userId: workspace.builder.userId, name: 'Builder', whereabouts }])
    expect(await people(other)).toMatchObject([{ name: 'Viewer' }])
    leaving.abort()
    await other.return(undefined)
    expect(await people(watching)).toMatchObject([{ id, whereabouts: null }])
    await watching.return(undefined)
  })

  it('goes on with changes beside it, numbered', async () => {
    const watching = await open(workspace.viewer, OURS)
    await draw({ actor: workspace.builder }, flowId)
    expect(await next(watching, 'change')).toMatchObject({ seq: 1, userId: workspace.builder.userId })
    await watching.return(undefined)
  })

  it('is refused to strangers, in both directions', async () => {
    const stranger = (await testWorkspace(database.owner(), 'Stranger')).owner
    await expect(open(stranger, THEIRS)).rejects.toMatchObject({ code: 'not_found' })
    await expect(say(stranger, THEIRS)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is limited to what people can do, and small', async () => {
    const all = await Promise.allSettled(Array.from({ length: 200 }, () => say(workspace.viewer, OURS)))
    const refused = all.filter((each) => each.status === 'rejected')
    expect(refused.length).toBeGreaterThan(50)
    expect(refused[0]?.reason).toMatchObject({ code: 'limited' })
    const many = { ...whereabouts, selected: Array.from({ length: 21 }, (_, at) => `n${at}`) }
    await expect(sayPresence({ actor: workspace.builder }, { flowId, tab: OURS, whereabouts: many })).rejects.toThrow()
  })
})

function say(actor: MemberActor, tab: string): Promise<void> {
  return sayPresence({ actor }, { flowId, tab, whereabouts })
}

/** Resolves once all of it is listened to: the first thing the stream says is that there may be comments. */
async function open(actor: MemberActor, tab: string, signal = new AbortController().signal): Promise<AsyncGenerator<DraftNews>> {
  const news = await followNews({ actor }, { flowId, tab, after: 0 }, signal)
  await next(news, 'comments')
  return news
}

async function people(news: AsyncGenerator<DraftNews>) {
  return (await next(news, 'people')).people
}

async function next<Kind extends DraftNews['kind']>(news: AsyncGenerator<DraftNews>, kind: Kind) {
  for (;;) {
    const { value, done } = await news.next()
    if (done) throw new Error('The stream ended.')
    if (isOf(value, kind)) return value
  }
}

function isOf<Kind extends DraftNews['kind']>(news: DraftNews, kind: Kind): news is Extract<DraftNews, { kind: Kind }> {
  return news.kind === kind
}
