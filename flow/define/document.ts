import type { FileRef } from './file-ref'

/**
 * A document as a reader sees it: the words on its pages and where they stand, and the XML it carries. Plain JSON, made by
 * the capability `documents` from bytes that nobody trusts; what a person would not see on the page is not among the words.
 */

/** Left, top, right, bottom, as parts of the page's width and height (0 to 1). */
export type Box = [number, number, number, number]

export type Word = { text: string; box: Box; confidence: number }

export type Page = {
  number: number
  /** Points for PDF, pixels for images: only their relation matters. */
  width: number
  height: number
  source: 'text' | 'ocr'
  words: Word[]
  /** The same picture recognised in other ways, where it is hard to read: what they agree on is likelier to be right. */
  otherReadings?: Word[][]
}

/** Names without their prefix; text of the element itself, trimmed. */
export type XmlElement = { name: string; attributes: Record<string, string>; text: string; children: XmlElement[] }

/** What a reader should know of how the document was read. `message` is for people. */
export type DocumentNote = { code: 'pages-left-out' | 'hidden-text' | 'xml-unreadable' | 'unsupported'; message: string }

export type OpenedDocument = {
  kind: 'pdf' | 'image' | 'xml' | 'text' | 'unsupported'
  sha256: string
  pageCount: number
  pages: Page[]
  /** The document itself where it is XML, or XML files a PDF carries. */
  xml: { name: string; root: XmlElement }[]
  notes: DocumentNote[]
}

/** A page as a picture; `image` is null where it could not be drawn. */
export type RenderedPage = { number: number; width: number; height: number; image: FileRef | null }
