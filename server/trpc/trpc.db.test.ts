import { encode } from 'next-auth/jwt'
import superjson from 'superjson'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberActor, type TestWorkspace, testDatabase, testWorkspace } from '../db/testing'
import { createFlow } from '../services/flows/create'
import { closeLiveBus } from '../services/live/bus'
import { draw } from '../services/testing'
import { handleTrpc } from './handler'

const database = testDatabase()
afterAll(closeLiveBus)

let workspace: TestWorkspace
let flowId: string

beforeAll(async () => {
  workspace = await testWorkspace(database.owner())
  flowId = (await createFlow({ actor: workspace.builder }, { name: 'Flow' })).id
})

describe('who calls', () => {
  it('is known by the cookie', async () => {
    expect(await query('workspace.current', undefined, workspace.viewer)).toMatchObject({ status: 200, data: { role: 'viewer' } })
    expect(await query('workspace.current', undefined, null)).toMatchObject({ status: 401 })
  })

  it('is nobody with a token made for another purpose, or as a Bearer header', async () => {
    const claims = { sub: workspace.viewer.userId, sessionId: workspace.viewer.sessionId }
    const other = await encode({ token: claims, secret: secret(), salt: 'another-purpose' })
    const right = await cookieOf(workspace.viewer)
    const get = (headers: Record<string, string>) => handleTrpc(new Request(urlOf('workspace.current'), { headers }), workspace.slug)
    expect((await get({ cookie: `authjs.session-token=${other}` })).status).toBe(401)
    expect((await get({ cookie: 'theme=dark', authorization: `Bearer ${right.split('=')[1]}` })).status).toBe(401)
    expect((await get({ cookie: right })).status).toBe(200)
  })

  it('stops being anybody the moment the session is revoked', async () => {
    const guest = (await testWorkspace(database.owner(), 'Guest')).viewer
    expect(await query('account.me', undefined, guest, '-')).toMatchObject({ status: 200 })
    await database.owner()`update session set revoked_at = now() where id = ${guest.sessionId}`
    expect(await query('account.me', undefined, guest, '-')).toMatchObject({ status: 401 })
  })

  it('does nothing for a page that is another’s', async () => {
    const cookie = await cookieOf(workspace.builder)
    const create = (person: Record<string, string>) =>
      post('flows.create', JSON.stringify(json({ name: 'Meant' })), { 'content-type': 'application/json', cookie, ...person })
    const refused = await create({ 'x-kaos-person': workspace.owner.userId })
    expect(refused.status).toBe(412)
    expect(await refused.text()).toContain(`This browser is signed in as ${workspace.builder.name} now.`)
    expect(await database.owner()`select id from flow where name = 'Meant'`).toEqual([])
    expect((await create({ 'x-kaos-person': workspace.builder.userId })).status).toBe(200)
    expect((await create({})).status).toBe(200)
  })

  it('gets the same answer for another’s workspace as for none', async () => {
    const stranger = (await testWorkspace(database.owner(), 'Stranger')).owner
    const theirs = await query('flows.get', { id: flowId }, stranger)
    const nowhere = await query('flows.get', { id: flowId }, stranger, 'no-such-workspace')
    expect(theirs).toMatchObject({ status: 404 })
    expect(theirs.error).toEqual(nowhere.error)
  })
})

describe('another site', () => {
  const attempts: [string, Record<string, string>][] = [
    ['a form', { 'content-type': 'text/plain' }],
    ['a form as browsers send it', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form with a file', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['a page elsewhere', { 'content-type': 'application/json', origin: 'https://evil.example' }],
    ['a page elsewhere, as browsers mark it', { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring subdomain', { 'content-type': 'application/json', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame', { 'content-type': 'application/json', origin: 'null' }],
  ]

  it.each(attempts)('cannot act with our cookie from %s, alone or in a batch', async (_what, headers) => {
    const flows = () => database.owner()`select count(*)::int from flow`
    const before = await flows()
    for (const path of ['flows.create', 'flows.create,flows.create?batch=1']) {
      const body = path.includes('batch')
        ? JSON.stringify({ 0: json({ name: 'Planted' }), 1: json({ name: 'Planted' }) })
        : JSON.stringify(json({ name: 'Planted' }))
      const response = await post(path, body, { ...headers, cookie: await cookieOf(workspace.owner) })
      expect(response.status).toBeGreaterThanOrEqual(403)
    }
    expect(await flows()).toEqual(before)
  })

  it('is not what our own page is', async () => {
    const headers = { 'content-type': 'application/json', origin: 'http://localhost:3000', cookie: await cookieOf(workspace.owner) }
    expect((await post('flows.create', JSON.stringify(json({ name: 'Ours' })), headers)).status).toBe(200)
  })

  it('cannot make a query change anything', async () => {
    expect((await query('flows.create', { name: 'By GET' }, workspace.owner)).status).toBe(405)
  })
})

describe('input', () => {
  it.each([
    ['a role', { name: 'Eve', role: 'owner' }],
    ['a workspace', { name: 'Eve', workspaceId: '00000000-0000-0000-0000-000000000000' }],
    ['a verified address', { name: 'Eve', emailVerified: true }],
  ])('that smuggles %s into a profile is refused', async (_what, input) => {
    expect(await mutate('account.rename', input, workspace.viewer, '-')).toMatchObject({ status: 400 })
  })

  it.each([
    ['an order by', 'flows.list', { limit: 10, orderBy: 'id"; drop table flow; --' }],
    ['a cursor of our own', 'flows.list', { cursor: "1:' or 1=1 --" }],
    ['a page of a million', 'flows.list', { limit: 1_000_000 }],
    ['an id that is an object', 'flows.get', { id: { path: '/etc/passwd' } }],
  ])('of %s is refused', async (_what, path, input) => {
    expect(await query(path, input, workspace.viewer)).toMatchObject({ status: 400 })
  })

  it.each(['..%2f..%2fetc%2fpasswd', '01a21f8e-3332'])('of the id %s finds nothing, as one that is gone', async (id) => {
    const { status, error } = await query('flows.get', { id }, workspace.viewer)
    expect(status).toBe(404)
    expect(error).toMatchObject({ message: 'This is not there. Perhaps its address was cut short.' })
    expect(await mutate('flows.rename', { id, name: '' }, workspace.builder)).toMatchObject({ status: 400 })
  })

  it.each([
    ['variables.create', { name: 'odd', value: 'a\0b' }],
    ['variables.create', { name: 'odd', value: 'a\ud800b' }],
    ['variables.create', { name: 'odd', value: 1, note: 'a\0b' }],
  ])('that can not be kept is refused in words by %s of %j', async (path, input) => {
    expect(await mutate(path, input, workspace.builder)).toMatchObject({
      status: 400,
      error: { message: 'A text holds a character that can’t be kept. Remove it.' },
    })
  })

  it('finds names as they are written, whatever signs are in them', async () => {
    const name = '100% of _this_ \\ <b>$(id)</b>'
    await createFlow({ actor: workspace.builder }, { name })
    for (const search of ['100%', '_this_', '\\', '<B>']) {
      const { data } = await query('flows.list', { search }, workspace.viewer)
      expect(data).toMatchObject({ items: [{ name }] })
    }
  })

  it('in a batch of too many calls is refused', async () => {
    const path = Array(50).fill('flows.list').join(',')
    const response = await handleTrpc(
      new Request(urlOf(`${path}?batch=1&input={}`), { headers: { cookie: await cookieOf(workspace.viewer) } }),
      workspace.slug,
    )
    expect(response.status).toBe(400)
  })

  it('that is nested without end is refused', async () => {
    const deep = `{"json":{"flowId":"${flowId}","input":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`
    const response = await post('runs.test', deep, { 'content-type': 'application/json', cookie: await cookieOf(workspace.builder) })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { json: { message: 'This is nested too deeply.' } } })
  })

  it('that is too large is refused while it is read', async () => {
    const response = await post('drafts.push', 'x'.repeat(7_000_000), {
      'content-type': 'application/json',
      cookie: await cookieOf(workspace.builder),
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ error: { json: { data: { code: 'PAYLOAD_TOO_LARGE' } } } })
  })
})

describe('answers', () => {
  it('carry the problems of a flow that cannot be published', async () => {
    const broken = (await createFlow({ actor: workspace.builder }, { name: 'Broken' })).id
    const { status, error } = await mutate('versions.publish', { flowId: broken }, workspace.builder)
    expect(status).toBe(400)
    expect(error).toMatchObject({ data: { problems: [expect.objectContaining({ severity: 'error' })] } })
  })

  it('never tell what failed inside, nor where', async () => {
    const guest = await testWorkspace(database.owner(), 'Guest')
    await database.owner()`alter table folder rename to folder_away`
    const { status, error } = await query('folders.list', undefined, guest.viewer, guest.slug)
    await database.owner()`alter table folder_away rename to folder`
    expect(status).toBe(500)
    expect(JSON.stringify(error)).not.toMatch(/folder_away|select|relation|\.ts|stack/)
  })
})

it('streams a draft’s changes with their numbers, and refuses to another workspace', async () => {
  await draw({ actor: workspace.builder }, flowId)
  const leave = new AbortController()
  const input = encodeURIComponent(JSON.stringify(json({ flowId, tab: 'abcdefgh12345678', lastEventId: 0 })))
  const open = async (who: MemberActor, signal: AbortSignal) =>
    handleTrpc(
      new Request(urlOf(`drafts.onNews?input=${input}`), {
        headers: { cookie: await cookieOf(who), accept: 'text/event-stream' },
        signal,
      }),
      workspace.slug,
    )
  const response = await open(workspace.viewer, leave.signal)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(await untilText(response, '\nid: 1\n')).toContain('"seq":1')
  leave.abort()
  const stranger = (await testWorkspace(database.owner(), 'Stranger')).owner
  const refused = await (await open(stranger, new AbortController().signal)).text()
  expect(refused).toContain('NOT_FOUND')
  expect(refused).not.toContain('update')
})

async function untilText(response: Response, wanted: string): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (text.includes(wanted)) return text
  }
  throw new Error(`The stream ended before ${JSON.stringify(wanted)}: ${text}`)
}

type Answer = { status: number; data?: unknown; error?: unknown }

async function query(path: string, input: unknown, who: MemberActor | null, slug = workspace.slug): Promise<Answer> {
  const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(json(input)))}`
  const headers = who ? { cookie: await cookieOf(who) } : undefined
  return answer(await handleTrpc(new Request(urlOf(path + search, slug), { headers }), slug))
}

async function mutate(path: string, input: unknown, who: MemberActor, slug = workspace.slug): Promise<Answer> {
  const headers = { 'content-type': 'application/json', cookie: await cookieOf(who) }
  return answer(await post(path, JSON.stringify(json(input)), headers, slug))
}

function post(path: string, body: string, headers: Record<string, string>, slug = workspace.slug): Promise<Response> {
  return handleTrpc(new Request(urlOf(path, slug), { method: 'POST', body, headers }), slug)
}

async function answer(response: Response): Promise<Answer> {
  const body = await response.json()
  return {
    status: response.status,
    ...(body.result ? { data: superjson.deserialize(body.result.data) } : {}),
    ...(body.error?.json ? { error: superjson.deserialize(body.error) } : {}),
  }
}

function json(input: unknown) {
  return superjson.serialize(input)
}

function urlOf(path: string, slug = workspace.slug): string {
  return `http://localhost:3000/api/trpc/${slug}/${path}`
}

async function cookieOf({ userId, sessionId }: MemberActor): Promise<string> {
  const token = await encode({ token: { sub: userId, sessionId }, secret: secret(), salt: 'authjs.session-token' })
  return `authjs.session-token=${token}`
}

function secret(): string {
  return process.env.AUTH_SECRET ?? ''
}
