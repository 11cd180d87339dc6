import type { XmlElement } from '@/flow/define/document'
import { Unreadable } from './failure'
import { parseXml } from './parse-xml'

export function readXml(bytes: Uint8Array): XmlElement {
  const root = parseXml(bytes)
  if (root) return root
  throw new Unreadable(
    'document_damaged',
    'The XML can’t be read: it is broken, too large or defines entities.',
    'Ask the sender for a PDF.',
  )
}
