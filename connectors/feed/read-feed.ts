import type { XmlElement } from '@/flow/define/document'
import type { Entry } from './entry'
import { plainText } from './plain-text'

export type Feed = { title: string; entries: Entry[] }

const LONGEST_SUMMARY = 2_000

/** RSS 0.9 to 2.0 (RDF among them) and Atom; null for XML that is none of them. In the order of the feed, mostly the newest first. */
export function readFeed(root: XmlElement, address: string): Feed | null {
  const [channel] = named(root, 'channel')
  if (root.name === 'feed') return { title: textOf(root, 'title'), entries: named(root, 'entry').map((each) => atomEntry(each, address)) }
  if (!channel || (root.name !== 'rss' && root.name !== 'RDF')) return null
  const items = root.name === 'RDF' ? named(root, 'item') : named(channel, 'item')
  return { title: textOf(channel, 'title'), entries: items.map((each) => rssEntry(each, address)) }
}

function rssEntry(item: XmlElement, address: string): Entry {
  const content = textOf(item, 'encoded') || textOf(item, 'description')
  const guid = named(item, 'guid').find(({ text }) => text !== '')
  // A guid that does not say otherwise is the address, for items that have no other.
  const permalink = guid && guid.attributes.isPermaLink !== 'false' ? guid.text : ''
  const enclosures = named(item, 'enclosure').map(({ attributes }) => ({ url: attributes.url, contentType: attributes.type }))
  return {
    ...common(item, content, textOf(item, 'description') || content, enclosures, address),
    id: guid?.text ?? item.attributes.about ?? '',
    link: webAddress(textOf(item, 'link'), address) ?? webAddress(permalink, address),
    publishedAt: moment(textOf(item, 'pubDate') || textOf(item, 'date')),
    author: textOf(item, 'author') || textOf(item, 'creator') || null,
    categories: named(item, 'category').flatMap(({ text }) => text || []),
  }
}

function atomEntry(entry: XmlElement, address: string): Entry {
  const content = markupOf(entry, 'content') || markupOf(entry, 'summary')
  const links = named(entry, 'link')
  const page =
    links.find(({ attributes: { rel } }) => rel === undefined || rel === 'alternate') ??
    links.find(({ attributes: { rel } }) => rel === 'self')
  const enclosures = links
    .filter(({ attributes }) => attributes.rel === 'enclosure')
    .map(({ attributes }) => ({ url: attributes.href, contentType: attributes.type }))
  return {
    ...common(entry, content, markupOf(entry, 'summary') || content, enclosures, address),
    id: textOf(entry, 'id'),
    link: webAddress(page?.attributes.href ?? '', address),
    publishedAt: moment(textOf(entry, 'published') || textOf(entry, 'updated') || textOf(entry, 'issued')),
    author: named(entry, 'author').flatMap((author) => textOf(author, 'name') || [])[0] ?? null,
    categories: named(entry, 'category').flatMap(({ attributes }) => attributes.label || attributes.term || []),
  }
}

type Enclosure = { url: string | undefined; contentType: string | undefined }

function common(element: XmlElement, content: string, summary: string, enclosures: readonly Enclosure[], address: string) {
  return {
    title: plainText(markupOf(element, 'title')),
    summary: plainText(summary).slice(0, LONGEST_SUMMARY),
    content,
    files: enclosures.flatMap(({ url = '', contentType = '' }) => {
      const at = webAddress(url, address)
      return at === null ? [] : [{ url: at, contentType }]
    }),
  }
}

function named({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child) => child.name === name)
}

/** Of the first that has any: other vocabularies use the same names for empty elements. */
function textOf(element: XmlElement, name: string): string {
  return named(element, name).find(({ text }) => text !== '')?.text ?? ''
}

/** Text, or the words of XHTML that stands there as elements. */
function markupOf(element: XmlElement, name: string): string {
  return textOf(element, name) || (named(element, name).map(wordsIn).find(Boolean) ?? '')
}

function wordsIn({ text, children }: XmlElement): string {
  return [text, ...children.map(wordsIn)].filter(Boolean).join(' ')
}

/** Only what is on the web: an entry may say anything. */
function webAddress(text: string, base: string): string | null {
  const url = text.trim() === '' ? null : URL.parse(text.trim(), base)
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null
}

function moment(text: string): string | null {
  const date = new Date(text)
  return text === '' || Number.isNaN(date.getTime()) ? null : date.toISOString()
}
