import type { Page, XmlElement } from '@/flow/define/document'
import type { ReadFailure } from './failure'
import type { ReadPdf } from './read-pdf'
import type { PagePicture } from './render-pages'

/** What a reader process is asked, and what it answers. */
export type Job =
  | { task: 'read-pdf' | 'read-xml' | 'read-text'; bytes: Uint8Array }
  /** One page as a picture, for people to look at. */
  | { task: 'draw'; bytes: Uint8Array; of: { kind: 'image' } | { kind: 'pdf'; page: number } }
  | { task: 'recognise'; bytes: Uint8Array; of: { kind: 'image' } | { kind: 'pdf'; pages: number[] } }

export type Answer =
  | { pdf: ReadPdf }
  | { xml: XmlElement }
  | { page: Page }
  | { pages: Page[] }
  | { drawn: PagePicture }
  | { failure: ReadFailure }
