import { OPS, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { DocumentNote, OpenedDocument, Page } from '@/flow/define/document'
import { withPdf } from './open-pdf'
import type { Font } from './paint'
import { parseXml } from './parse-xml'
import { visibleWords } from './visible-words'

/** Pages without text that can be read, for a picture of them to be recognised. */
export type ReadPdf = Pick<OpenedDocument, 'pageCount' | 'pages' | 'xml' | 'notes'> & { pictures: number[] }

/** What an invoice needs stands on its first pages and its last. */
const FIRST_PAGES = 18
const LAST_PAGES = 2
const PATIENCE_MS = 6_000
const MOST_OPERATIONS = 400_000

export function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  return withPdf(bytes, async (pdf) => {
    const startedAt = performance.now()
    const notes: DocumentNote[] = []
    const xml = await embeddedXml(pdf, notes)
    const numbers = pagesToRead(pdf.numPages)
    const pages: Page[] = []
    const pictures: number[] = []
    let hidden = 0
    for (const number of numbers) {
      if (performance.now() - startedAt > PATIENCE_MS) break
      const page = await pdf.getPage(number)
      const seen = await wordsOf(pdf, page)
      pages.push({ number, width: seen.width, height: seen.height, source: 'text', words: seen.words })
      if (seen.isPicture) pictures.push(number)
      else hidden += seen.hidden
      page.cleanup()
    }
    if (pages.length < pdf.numPages) {
      const message = `The document has ${pdf.numPages} pages; ${pages.length} of them were read: the first and the last.`
      notes.push({ code: 'pages-left-out', message })
    }
    if (hidden > 0) {
      const message = `The document contains text that cannot be seen on the page (${hidden} characters). It was not read.`
      notes.push({ code: 'hidden-text', message })
    }
    return { pageCount: pdf.numPages, pages, xml, notes, pictures }
  })
}

function pagesToRead(count: number): number[] {
  const all = Array.from({ length: count }, (_, at) => at + 1)
  return count <= FIRST_PAGES + LAST_PAGES ? all : [...all.slice(0, FIRST_PAGES), ...all.slice(-LAST_PAGES)]
}

async function wordsOf(pdf: PDFDocumentProxy, page: PDFPageProxy) {
  const viewport = page.getViewport({ scale: 1 })
  const operators = await page.getOperatorList()
  const layers = await pdf.getOptionalContentConfig()
  const { words, hidden } = visibleWords(
    { fnArray: operators.fnArray.slice(0, MOST_OPERATIONS), argsArray: operators.argsArray },
    {
      viewport,
      fontOf: (name) => (page.commonObjs.has(name) ? (page.commonObjs.get(name) as Font) : null), // pdf.js types it as any
      isLayerShown: (properties) => layers.isVisible(properties),
    },
  )
  const painted = operators.fnArray.some((operation) => operation === OPS.paintImageXObject || operation === OPS.paintImageMaskXObject)
  const drawn = operators.fnArray.filter((operation) => operation === OPS.constructPath).length
  const isPicture = isPoor(words.map(({ text }) => text).join('')) && (painted || drawn > 40)
  return { words, hidden, isPicture, width: viewport.width, height: viewport.height }
}

/** Too little text for a page, or letters that the font does not tell. */
function isPoor(text: string): boolean {
  const plain = [...text].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length
  return plain < 30 || plain < text.length / 2
}

async function embeddedXml(pdf: PDFDocumentProxy, notes: DocumentNote[]): Promise<OpenedDocument['xml']> {
  const attachments: Record<string, { filename?: string; content?: Uint8Array }> = (await pdf.getAttachments()) ?? {}
  return Object.values(attachments).flatMap(({ filename = '', content }) => {
    if (!content || !/\.xml$/i.test(filename)) return []
    const root = parseXml(content)
    if (root) return [{ name: filename.slice(0, 200), root }]
    notes.push({ code: 'xml-unreadable', message: `The XML “${filename.slice(0, 80)}” in the PDF can’t be read.` })
    return []
  })
}
