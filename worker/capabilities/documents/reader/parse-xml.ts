import { XMLParser } from 'fast-xml-parser'
import type { XmlElement } from '@/flow/define/document'

const LARGEST = 5_000_000
const MOST_ELEMENTS = 60_000
const DEEPEST = 60

const ATTRIBUTES = ':@'
const TEXT = '#text'

/** A tree of names and texts, or null. Entities and document types are refused, not resolved. */
export function parseXml(bytes: Uint8Array): XmlElement | null {
  if (bytes.length > LARGEST) return null
  const text = decode(bytes)
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return null
  try {
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      removeNSPrefix: true,
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: true,
      ignoreDeclaration: true,
      ignorePiTags: true,
      processEntities: true,
      htmlEntities: false,
    })
    const counted = { left: MOST_ELEMENTS }
    return childrenOf(parser.parse(text), counted, 0)[0] ?? null
  } catch {
    return null
  }
}

type Raw = Record<string, unknown>

function childrenOf(raw: unknown, counted: { left: number }, depth: number): XmlElement[] {
  if (!Array.isArray(raw)) return []
  return raw.filter(isRaw).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES)
    if (name === undefined || name === TEXT) return []
    if (depth > DEEPEST || --counted.left < 0) throw new Error('The XML is too large')
    const content = node[name]
    const attributes = Object.entries(isRaw(node[ATTRIBUTES]) ? node[ATTRIBUTES] : {}).map(([key, value]) => [key, String(value)])
    return [{ name, attributes: Object.fromEntries(attributes), text: textIn(content), children: childrenOf(content, counted, depth + 1) }]
  })
}

function textIn(content: unknown): string {
  if (!Array.isArray(content)) return ''
  const texts = content.filter(isRaw).map((node) => (node[TEXT] === undefined ? '' : String(node[TEXT])))
  return texts.join('').trim()
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function decode(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const declared = /encoding=["']([\w-]+)["']/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1] ?? 'utf-8'
  return new TextDecoder(/^(iso-8859-1|iso-8859-15|windows-1252|us-ascii)$/i.test(declared) ? declared : 'utf-8').decode(bytes)
}
