import { describe, expect, it } from 'vitest'
import { readFeed } from '@/connectors/feed/read-feed'
import { parseXml } from '../capabilities/documents/reader/parse-xml'

const read = (xml: string) => {
  const root = parseXml(new TextEncoder().encode(xml))
  return root && readFeed(root, 'https://site.example/blog/feed.xml')
}

describe('a feed', () => {
  it('in RSS 2.0 with what others added to it', () => {
    const feed = read(`<?xml version="1.0"?>
      <rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:atom="a" xmlns:media="m"><channel>
        <title>News</title><atom:link href="https://site.example/feed.xml" rel="self"/><link>https://site.example</link>
        <item>
          <title>A &amp; B</title><link>/a</link><guid>https://site.example/a</guid>
          <pubDate>Thu, 26 Nov 2026 09:00:00 +0100</pubDate><dc:creator>Ann</dc:creator><category>One</category><category/>
          <description>&lt;p&gt;Short&amp;nbsp;words&lt;/p&gt;</description>
          <content:encoded><![CDATA[<p>All <b>words</b></p>]]></content:encoded>
          <enclosure url="https://site.example/a.mp3" type="audio/mpeg" length="1"/><enclosure url="javascript:alert(1)"/>
        </item>
      </channel></rss>`)
    expect(feed).toEqual({
      title: 'News',
      entries: [
        {
          id: 'https://site.example/a',
          title: 'A & B',
          link: 'https://site.example/a',
          publishedAt: '2026-11-26T08:00:00.000Z',
          author: 'Ann',
          summary: 'Short words',
          content: '<p>All <b>words</b></p>',
          categories: ['One'],
          files: [{ url: 'https://site.example/a.mp3', contentType: 'audio/mpeg' }],
        },
      ],
    })
  })

  it('in Atom, with words as XHTML', () => {
    const feed = read(`<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Log</title>
      <entry><id>urn:1</id><title type="html">&lt;i&gt;One&lt;/i&gt;</title><link rel="edit" href="/edit/1"/><link href="one"/>
        <updated>2026-11-26T08:00:00Z</updated><author><name>Bo</name></author><category term="x" label="Ex"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>First</p><p>second</p></div></content></entry>
      <entry><id>urn:2</id><title>Two</title><link rel="alternate" href="javascript:alert(1)"/></entry></feed>`)
    expect(feed?.entries).toMatchObject([
      {
        id: 'urn:1',
        title: 'One',
        link: 'https://site.example/blog/one',
        publishedAt: '2026-11-26T08:00:00.000Z',
        author: 'Bo',
        summary: 'First second',
        categories: ['Ex'],
      },
      { id: 'urn:2', title: 'Two', link: null, publishedAt: null, author: null, summary: '', files: [] },
    ])
  })

  it('in RSS 1.0, whose entries stand beside the channel', () => {
    const feed = read(`<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><channel><title>Old</title></channel>
      <item rdf:about="https://site.example/1"><title>One</title><link>https://site.example/1</link><dc:date>2026-11-26</dc:date></item></rdf:RDF>`)
    expect(feed).toMatchObject({ title: 'Old', entries: [{ id: 'https://site.example/1', publishedAt: '2026-11-26T00:00:00.000Z' }] })
  })

  it('is no other XML', () => {
    expect(read('<svg><title>x</title></svg>')).toBeNull()
    expect(read('<rss/>')).toBeNull()
  })
})
