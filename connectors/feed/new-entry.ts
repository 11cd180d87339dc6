import { z } from 'zod'
import type { HttpResponse } from '@/flow/define/capabilities'
import { defineTrigger, type Poll } from '@/flow/define/define'
import { FileRefSchema } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { failureOf } from '../http/failure'
import { digestOf } from '../poll/digest'
import { pollFields } from '../poll/fields'
import { newItems } from '../poll/new-items'
import { type Entry, EntrySchema } from './entry'
import { type Feed, readFeed } from './read-feed'

const MOST_LISTED = 2_000
const LONGEST_KEY = 300
const NOT_MODIFIED = 304

const FeedInput = z.object({
  url: z.string().trim().min(1, 'Enter the address of the feed.').max(8_000).meta({
    title: 'Feed',
    placeholder: 'https://example.com/feed.xml',
    description: 'An address of RSS or Atom.',
    resolve: 'literal',
  }),
  ...pollFields,
  newest: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(5)
    .meta({
      title: 'How many of the newest',
      control: 'number',
      advanced: true,
      showIf: { param: 'first', in: ['take'] },
      resolve: 'literal',
    }),
})

/** What a site answers to whoever asks whether anything is new. */
const Kept = z.object({ etag: z.string().optional(), lastModified: z.string().optional() })

export const newEntry = defineTrigger({
  id: 'new-entry',
  version: 1,
  source: 'poll',
  title: 'New in a feed',
  summary: 'Starts with each new entry of an RSS or Atom feed.',
  sentence: 'Every {{minutes}} minutes, look for new entries in {{url}}',
  keywords: ['rss', 'atom', 'feed', 'news', 'blog', 'podcast', 'release', 'syndication', 'poll', 'watch', 'site'],
  icon: 'rss',
  input: FeedInput,
  output: EntrySchema.extend({ feed: z.object({ title: z.string(), url: z.string() }).meta({ title: 'Feed' }) }),
  examples: [
    {
      input: { url: 'https://hooli.example/news.xml' },
      output: {
        id: 'https://hooli.example/news/42',
        title: 'New price list from January',
        link: 'https://hooli.example/news/42',
        publishedAt: '2026-11-20T08:00:00.000Z',
        author: 'Hooli Sales',
        summary: 'From January our prices change. The list is attached.',
        content: '<p>From January our prices change. The list is attached.</p>',
        categories: ['Prices'],
        files: [{ url: 'https://hooli.example/prices-2027.pdf', contentType: 'application/pdf' }],
        feed: { title: 'Hooli news', url: 'https://hooli.example/news.xml' },
      },
    },
  ],
  async poll(look) {
    const { input, state, use } = look
    const kept = Kept.safeParse(state).data ?? {}
    const response = await use.http.send({ method: 'GET', url: input.url, headers: asked(kept) })
    if (response.status === NOT_MODIFIED && state !== null) return { items: [], state }
    if (response.status >= 300) throw failureOf(response, 'read')
    const feed = readFeed(await xmlIn(look, response), input.url)
    if (!feed) throw unfit('What is there is XML, but neither RSS nor Atom.', 'Look for the address of the feed on the site.')
    if (feed.entries.length > MOST_LISTED)
      throw unfit(`The feed has more than ${MOST_LISTED.toLocaleString('en')} entries.`, 'Look for one with the newest entries only.')
    return unseen(look, feed, response)
  },
})

type Look = Parameters<Poll<z.output<typeof FeedInput>>>[0]

function asked({ etag, lastModified }: z.output<typeof Kept>): Record<string, string> {
  return {
    accept: 'application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  }
}

async function xmlIn({ use, input }: Look, { body }: HttpResponse) {
  const file = FileRefSchema.safeParse(body).data
  const text = file ? new TextDecoder().decode(await use.files.read(file)) : body
  if (typeof text !== 'string' || text.trim() === '')
    throw unfit('There is nothing to read at this address.', 'Check the address of the feed.')
  if (/^\s*<(!doctype\s+)?html/i.test(text)) {
    const feed = feedNamedIn(text, input.url)
    throw unfit(
      'This is the address of a page, not of a feed.',
      feed ? `The page names its feed: ${feed}` : 'Look for the address of the feed on the page.',
    )
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(text.slice(0, 10_000)))
    throw unfit('The feed declares a document type, which is not read.', 'Look for another feed of the site: feeds of today have none.')
  try {
    return await use.documents.xml(text)
  } catch (error) {
    if (!(error instanceof NodeError) || error.retry) throw error
    throw unfit(
      'The feed can’t be read: its XML is broken or too large.',
      'Open the address in a browser to see what is there; its owner can mend it.',
    )
  }
}

/** The oldest first, so that runs begin in the order in which things were published. */
async function unseen({ input, state, onlyRemember, most }: Look, { title, entries }: Feed, { headers }: HttpResponse) {
  const listed = await Promise.all(
    entries.map(async (entry) => ({ key: await keyOf(entry), value: { ...entry, feed: { title, url: input.url } } })),
  )
  const items = inOrder(listed)
  const isFirst = state === null
  const older = isFirst && !onlyRemember ? items.slice(0, Math.max(0, items.length - input.newest)) : []
  const before = older.length > 0 ? newItems({ items: older, state: null, onlyRemember: true, most }).state : state
  const found = newItems({ items, state: before, onlyRemember, most })
  // What is left for the next look would not be shown again to who says they know this state of the feed.
  return found.more ? found : { ...found, state: { ...asRecord(found.state), ...validators(headers) } }
}

type Listed = { key: string; value: Entry & { feed: { title: string; url: string } } }

function inOrder(listed: readonly Listed[]): Listed[] {
  const reversed = [...listed].reverse()
  if (listed.some(({ value }) => value.publishedAt === null)) return reversed
  return reversed.sort((a, b) => Date.parse(a.value.publishedAt ?? '') - Date.parse(b.value.publishedAt ?? ''))
}

/** Its id, else its address, else what it says. */
async function keyOf({ id, link, title, publishedAt, content }: Entry): Promise<string> {
  const named = id || link || ''
  if (named !== '' && named.length <= LONGEST_KEY) return named
  return digestOf(named || JSON.stringify([title, publishedAt, content]))
}

function validators(headers: Record<string, string>): z.output<typeof Kept> {
  const { etag, 'last-modified': lastModified } = headers
  return { ...(etag ? { etag: etag.slice(0, 500) } : {}), ...(lastModified ? { lastModified: lastModified.slice(0, 100) } : {}) }
}

function asRecord(state: Json): { [name: string]: Json } {
  return typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
}

function feedNamedIn(html: string, address: string): string | null {
  for (const [link] of html.slice(0, 200_000).matchAll(/<link\s[^<>]{1,2000}>/gi)) {
    if (!/type\s*=\s*["']?application\/(rss|atom)\+xml/i.test(link)) continue
    const [, href = ''] = /href\s*=\s*["']?([^"'\s>]{1,2000})/i.exec(link) ?? []
    const url = URL.parse(href, address)
    if (href !== '' && (url?.protocol === 'https:' || url?.protocol === 'http:')) return url.href
  }
  return null
}

function unfit(message: string, hint: string): NodeError {
  return new NodeError('feed_answer', message, { retry: false, hint })
}
