import type { Page, XmlElement } from '@/flow/define/document'
import type { ReadFailure } from './failure'
import type { ReadPdf } from './read-pdf'

/** What a reader process is asked, and what it answers. */
export type Job =
  | { task: 'read-pdf' | 'read-xml' | 'read-text'; bytes: Uint8Array }
  | { task: 'draw'; bytes: Uint8Array; of: 'pdf' | 'image'; most: number }
  | { task: 'recognise'; bytes: Uint8Array; of: { kind: 'image' } | { kind: 'pdf'; pages: number[] } }

export type Answer =
  | { pdf: ReadPdf }
  | { xml: XmlElement }
  | { page: Page }
  | { pages: Page[] }
  | { pictures: Picture[] }
  | { failure: ReadFailure }

/** A page for eyes, in pixels. */
export type Picture = { number: number; width: number; height: number; webp: Uint8Array }
