import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import type { OpenedDocument } from '@/flow/define/document'
import { openDocuments } from './documents'
import { hugePng, locked } from './testing/bad-files'
import { drawLines, makePdf } from './testing/make-pdf'

const readers = openDocuments()
afterAll(() => readers.close())

function open(bytes: Uint8Array, signal = new AbortController().signal): Promise<OpenedDocument> {
  const files = { read: async () => bytes, write: () => Promise.reject(new Error('nothing is written')) }
  return readers
    .forStep({ files, signal })
    .open({ $file: { id: 'f', name: 'harmless.txt', contentType: 'text/plain', size: bytes.length } })
}

const wordsOf = ({ pages }: OpenedDocument) => pages.flatMap(({ words }) => words.map(({ text }) => text)).join(' ')
const INVOICE = drawLines(['Hooli GmbH|Invoice 4711', 'Total|EUR 119.00', 'Thank you for your order, see you soon again'])

describe('what is read', () => {
  it('tells a document by its bytes and says where each word stands', async () => {
    const document = await open(makePdf({ pages: [INVOICE] }))
    expect(document).toMatchObject({ kind: 'pdf', pageCount: 1, notes: [], xml: [] })
    expect(wordsOf(document)).toContain('Hooli GmbH Invoice 4711 Total EUR 119.00')
    const [first] = document.pages[0]?.words ?? []
    expect(first?.text).toBe('Hooli')
    expect(first?.box[0]).toBeCloseTo(50 / 595, 2)
    expect(first?.box[3]).toBeCloseTo((842 - 790) / 842, 2)
  })

  it('reads a picture', async () => {
    const text =
      '<svg width="900" height="300"><rect width="900" height="300" fill="white"/><text x="40" y="90" font-size="44" font-family="Helvetica, Arial, sans-serif">Invoice 4711</text><text x="40" y="190" font-size="44" font-family="Helvetica, Arial, sans-serif">Total 119.00</text></svg>'
    const document = await open(await sharp(Buffer.from(text)).png().toBuffer())
    expect(document).toMatchObject({ kind: 'image', pages: [{ source: 'ocr' }] })
    expect(wordsOf(document)).toContain('119.00')
  })

  it('reads XML as names and texts, and never resolves an entity', async () => {
    const document = await open(Buffer.from('<a:Invoice xmlns:a="x"><a:ID scheme="s">4711 &amp; 1</a:ID></a:Invoice>'))
    expect(document.xml[0]?.root).toMatchObject({
      name: 'Invoice',
      children: [{ name: 'ID', text: '4711 & 1', attributes: { scheme: 's' } }],
    })
    await expect(open(Buffer.from('<Invoice><__proto__><x>1</x></__proto__></Invoice>'))).rejects.toMatchObject({
      code: 'document_damaged',
    })
    expect(({} as Record<string, unknown>).x).toBeUndefined()
    const bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Invoice>&b;</Invoice>'
    await expect(open(Buffer.from(bomb))).rejects.toMatchObject({ code: 'document_damaged', retry: false })
  })
})

it('a reader ends with whoever started it', async () => {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const reader = fork(fileURLToPath(new URL('./reader/main.ts', import.meta.url)), ['reading'], {
    execArgv: ['--import', loader],
    serialization: 'advanced',
  })
  await once(reader, 'message')
  reader.disconnect()
  expect(await once(reader, 'exit')).toEqual([0, null])
})

describe('text nobody sees is not read (T40)', () => {
  const FRAUD = 'IBAN changed, pay to DE00'
  it.each([
    ['invisible mode', drawLines([FRAUD], '3 Tr')],
    ['white on white', `1 1 1 rg ${drawLines([FRAUD])}`],
    ['the colour of the box beneath', `0.2 0.2 0.2 rg 0 0 595 842 re f 0.21 0.2 0.2 rg ${drawLines([FRAUD])}`],
    ['tiny', `BT /F 1 Tf 1 0 0 1 50 700 Tm (${FRAUD}) Tj ET`],
    ['off the page', `BT /F 11 Tf 1 0 0 1 50 2000 Tm (${FRAUD}) Tj ET`],
  ])('%s', async (_, hidden) => {
    const document = await open(
      makePdf({ pages: [`q ${hidden} Q 0 0 0 rg ${hidden.includes('0 0 595 842') ? '1 1 1 rg' : ''} ${INVOICE}`] }),
    )
    expect(wordsOf(document)).not.toContain('IBAN')
    expect(wordsOf(document)).toContain('Hooli')
    expect(document.notes).toMatchObject([{ code: 'hidden-text' }])
  })

  it('white on a dark box is seen', async () => {
    const document = await open(
      makePdf({ pages: [`0.1 0.2 0.5 rg 40 780 500 30 re f 1 1 1 rg ${drawLines(['Total due|EUR 119.00'])} 0 0 0 rg ${INVOICE}`] }),
    )
    expect(wordsOf(document)).toContain('Total due')
    expect(document.notes).toEqual([])
  })
})

describe('bad input ends as a failure that says what to do (T16)', () => {
  const pdf = makePdf({ pages: [INVOICE] })

  it.each<[string, () => Uint8Array, string]>([
    ['cut off', () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Cata'), 'document_damaged'],
    ['noise called PDF', () => Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5_000, 0xa5)]), 'document_damaged'],
    ['protected', () => locked(INVOICE), 'document_locked'],
    ['a broken picture', () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(300, 7)]), 'document_damaged'],
    ['a picture of 60,000 × 60,000', () => hugePng(60_000), 'document_too_large'],
    ['31 MB', () => Buffer.concat([pdf, Buffer.alloc(31_000_000)]), 'document_too_large'],
  ])('%s', async (_, make, code) => {
    await expect(open(make())).rejects.toMatchObject({ code, retry: false, hint: expect.stringMatching(/\w{5}/) })
  })

  it.each<[string, () => Uint8Array]>([
    ['empty', () => new Uint8Array()],
    ['a ZIP', () => Buffer.from('PK\x03\x04\x14\0\0\0\x08\0invoice.pdf', 'latin1')],
    ['a gzip bomb', () => gzipSync(Buffer.alloc(50_000_000))],
    ['bytes', () => Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 9])],
  ])('%s is not unpacked but named', async (_, make) => {
    expect(await open(make())).toMatchObject({ kind: 'unsupported', pages: [], notes: [{ code: 'unsupported' }] })
  })

  it('5,000 pages: the first and the last are read, and said so', async () => {
    const many = makePdf({
      pages: Array.from({ length: 5_000 }, (_, at) => drawLines([`Page ${at + 1} of the long document, with some text on it`])),
    })
    const before = process.memoryUsage().rss
    const document = await open(many)
    expect(document.pages.map(({ number }) => number)).toEqual([...Array.from({ length: 18 }, (_, at) => at + 1), 4_999, 5_000])
    expect(document.notes).toMatchObject([{ code: 'pages-left-out' }])
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  it('a page that unpacks to gigabytes costs the reader its life and nobody else anything', async () => {
    const bomb = makePdf({ pages: ['0 0 m '.repeat(40_000_000)], packed: true })
    const before = process.memoryUsage().rss
    const bombed = open(bomb).catch((error: unknown) => error)
    expect(await open(pdf)).toMatchObject({ kind: 'pdf' })
    expect(await bombed).toMatchObject({ code: 'document_too_large', retry: false })
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
    expect(await open(pdf)).toMatchObject({ kind: 'pdf' })
  })

  it('a step that is cancelled lets go at once, and the next is read', async () => {
    const abort = new AbortController()
    const cancelled = open(pdf, abort.signal)
    abort.abort(new Error('cancelled'))
    await expect(cancelled).rejects.toThrow('cancelled')
    expect(await open(pdf)).toMatchObject({ kind: 'pdf' })
  })
})
