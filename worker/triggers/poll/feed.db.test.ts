import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { openDocuments } from '../../capabilities/documents/documents'
import { egressRules } from '../../capabilities/http/address'
import { openHttp } from '../../capabilities/http/http'
import { openMail } from '../../capabilities/mail/mail'
import { openIsolates } from '../../sandbox/isolates'
import { testWorld } from '../../testing/world'
import { lookOnce, type PollParts } from './look'
import { claimPolls } from './polled-trigger'

const world = testWorld()
const closing: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** A site with a feed; it says 304 to whoever has what it has. */
async function site(body = '') {
  const shown = {
    body: body as string | Buffer,
    status: 200,
    type: 'application/rss+xml',
    headers: {} as Record<string, string>,
    asked: [] as unknown[],
  }
  const server = createServer((request, response) => {
    const { etag, 'last-modified': modified } = shown.headers
    const { 'if-none-match': match, 'if-modified-since': since } = request.headers
    shown.asked.push({ match, since })
    const known = (etag !== undefined && match === etag) || (modified !== undefined && since === modified)
    response.writeHead(known ? 304 : shown.status, { 'content-type': shown.type, ...shown.headers })
    response.end(known ? undefined : shown.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return Object.assign(shown, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml` }) // listening on TCP
}

function partsOf(allowed = ['127.0.0.0/8']): PollParts {
  const rules = egressRules(allowed, [])
  const [http, documents, isolates] = [openHttp(rules), openDocuments(), openIsolates()]
  closing.push(() => Promise.all([http.close(), documents.close(), isolates.close()]))
  const equipment = { http, mail: openMail(rules, { url: undefined, from: 'KAOS <kaos@localhost>' }), documents, isolates, model: null }
  return { sql: world.sql(), workerId: newId(), equipment, now: Date.now }
}

async function following(url: string, config: JsonObject = {}) {
  const params = { url, ...config }
  const flow = await world.flow('t → a', { t: { type: 'feed.new-entry', params }, a: { type: 'data.set', params: {} } })
  const id = newId()
  await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled, next_at)
    values (${id}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 't', 'poll', ${world.sql().json(params)}, true, now())`
  const problem = async () => (await world.sql()<{ look: JsonObject }[]>`select look from trigger where id = ${id}`)[0]?.look
  const started = async () => {
    const rows = await world.sql()<{ input: JsonObject }[]>`select input from run where flow_id = ${flow.flowId} order by id`
    return rows.map(({ input }) => input)
  }
  return { id, problem, started, titles: async () => (await started()).map(({ title }) => title) }
}

async function look(parts: PollParts, id: string): Promise<void> {
  await world.sql()`update trigger set next_at = now(), watched_until = null where id = ${id}`
  const mine = (await claimPolls(parts.sql, parts.workerId, 50)).find((each) => each.id === id)
  if (!mine) throw new Error('the trigger was not to be had')
  await lookOnce(parts, mine, new AbortController().signal)
}

const rss = (...items: string[]) => `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`
const item = (n: number, more = '') => `<item><title>No. ${n}</title><guid isPermaLink="false">g${n}</guid>${more}</item>`

describe('a feed', () => {
  it('leaves alone what is there, and starts a run with each new entry, the oldest first, once', async () => {
    const news = await site(rss(item(2), item(1)))
    const { id, titles } = await following(news.url)
    const parts = partsOf()
    await look(parts, id)
    news.body = rss(item(4), item(3), item(2), item(1))
    await look(parts, id)
    await look(parts, id)
    news.body = rss(item(5, '<description>new words for it</description>'), item(4, '<description>changed</description>'))
    await look(parts, id)
    expect(await titles()).toEqual(['No. 3', 'No. 4', 'No. 5'])
  })

  it('starts with the others, too, when one has an id that no database can hold', async () => {
    const news = await site(rss(item(1)))
    const { id, titles, problem } = await following(news.url)
    const parts = partsOf()
    await look(parts, id)
    news.body = rss(item(3), '<item><title>Odd</title><guid isPermaLink="false">a\0b</guid></item>', item(2), item(1))
    await look(parts, id)
    await look(parts, id)
    expect(await problem()).toMatchObject({ failures: 0 })
    expect(await titles()).toEqual(['No. 2', 'Odd', 'No. 3'])
  })

  it('starts with the newest, where that is wished for', async () => {
    const news = await site(rss(...[9, 8, 7, 6, 5].map((n) => item(n))))
    const { id, titles } = await following(news.url, { first: 'take', newest: 2 })
    const parts = partsOf()
    await look(parts, id)
    await look(parts, id)
    expect(await titles()).toEqual(['No. 8', 'No. 9'])
  })

  it('asks for what is new only, and takes “not modified” for an answer', async () => {
    const news = await site(rss(item(1)))
    news.headers = { etag: '"one"', 'last-modified': 'Thu, 26 Nov 2026 08:00:00 GMT' }
    const { id, titles, problem } = await following(news.url)
    const parts = partsOf()
    await look(parts, id)
    await look(parts, id)
    expect(news.asked).toEqual([{}, { match: '"one"', since: 'Thu, 26 Nov 2026 08:00:00 GMT' }])
    expect(await problem()).toMatchObject({ found: 0, failures: 0 })
    Object.assign(news, { body: rss(item(2), item(1)), headers: { etag: '"two"' } })
    await look(parts, id)
    await look(parts, id)
    expect(news.asked.at(-1)).toEqual({ match: '"two"' })
    expect(await titles()).toEqual(['No. 2'])
  })

  it('does not lose what one look could not start with, though the feed stays as it is', async () => {
    const news = await site(rss())
    news.headers = { etag: '"empty"' }
    const { id, titles } = await following(news.url)
    const parts = partsOf()
    await look(parts, id)
    Object.assign(news, { body: rss(...Array.from({ length: 130 }, (_, at) => item(130 - at))), headers: { etag: '"full"' } })
    await look(parts, id)
    await look(parts, id)
    await look(parts, id)
    expect(await titles()).toEqual(Array.from({ length: 130 }, (_, at) => `No. ${at + 1}`))
    expect(news.asked.at(-1)).toEqual({ match: '"full"' })
  })

  it('is read in the letters it is written in', async () => {
    const news = await site(rss())
    const { id, titles } = await following(news.url)
    const parts = partsOf()
    await look(parts, id)
    news.body = Buffer.from(rss(item(1, '').replace('No. 1', 'Grüße &amp; Küsse')).replace('?>', ' encoding="iso-8859-1"?>'), 'latin1')
    await look(parts, id)
    expect(await titles()).toEqual(['Grüße & Küsse'])
  })

  it.each<[string, string, string, Json]>([
    [
      'a page that names its feed',
      'text/html',
      '<!doctype html><html><link rel="alternate" type="application/rss+xml" href="/news.rss"></html>',
      'The page names its feed: http://',
    ],
    ['a page', 'text/html', '<html><p>Welcome</p></html>', 'not of a feed'],
    ['other XML', 'text/xml', '<invoice><id>1</id></invoice>', 'neither RSS nor Atom'],
    ['broken XML', 'text/xml', '<rss><channel><title>News</channel', 'can’t be read'],
    ['words', 'text/plain', 'nothing here', 'can’t be read'],
    ['nothing', 'text/xml', '', 'nothing to read'],
    ['JSON', 'application/json', '{"version":"https://jsonfeed.org/version/1.1"}', 'nothing to read'],
    [
      'entities that grow',
      'text/xml',
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>`,
      'document type',
    ],
    [
      'an entity that reads a file',
      'text/xml',
      `${' '.repeat(20_000)}<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>`,
      'can’t be read',
    ],
    ['elements in elements without end', 'text/xml', `<rss><channel>${'<a>'.repeat(5_000)}`, 'can’t be read'],
  ])('that is none (%s) is said to be so', async (_, type, body, words) => {
    const news = await site(body)
    news.type = type
    const { id, problem, started } = await following(news.url)
    await look(partsOf(), id)
    const said = await problem()
    expect(`${said?.problem} ${said?.hint}`).toContain(words)
    expect(said).toMatchObject({ failures: 1 })
    expect(await started()).toEqual([])
  })

  it('in the own network is not looked at', async () => {
    const news = await site(rss(item(1)))
    const { id, problem } = await following(news.url)
    await look(partsOf([]), id)
    expect(news.asked).toEqual([])
    expect(await problem()).toMatchObject({ failures: 1 })
  })
})
