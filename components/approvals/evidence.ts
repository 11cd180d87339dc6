import type { AskedField } from '@/flow/define/approval'

/** From here on a value counts as read for sure; below, the reader is asked to look. */
const SURE_FROM = 0.8

/** Left, top, right, bottom in shares of the page. */
export type Box = readonly [number, number, number, number]

/** A value in its place on a page. */
export type Mark = { key: string; label: string; shown: string; page: number; box: Box; sure: boolean }

/** A value that lies in the document's data, not on a page. */
export type DataPlace = { key: string; label: string; shown: string; path: string; sure: boolean }

export function isSure({ confidence }: Pick<AskedField, 'confidence'>): boolean {
  return confidence === undefined || confidence >= SURE_FROM
}

/** Which field is marked where, from the top of the first page to the foot of the last. */
export function marksOf(fields: readonly AskedField[]): Mark[] {
  const marks = fields.flatMap((field) => {
    const { key, label, shown, evidence } = field
    if (!evidence || evidence.source === 'xml') return []
    const box = cleaned(evidence.box)
    return box ? [{ key, label, shown, page: evidence.page, box, sure: isSure(field) }] : []
  })
  return marks.sort((a, b) => a.page - b.page || a.box[1] - b.box[1] || a.box[0] - b.box[0])
}

export function dataPlacesOf(fields: readonly AskedField[]): DataPlace[] {
  return fields.flatMap((field) => {
    const { key, label, shown, evidence } = field
    return evidence?.source === 'xml' ? [{ key, label, shown, path: evidence.path, sure: isSure(field) }] : []
  })
}

/** The end of an XML path, readable: `…/cac:LegalMonetaryTotal/cbc:PayableAmount` is `Legal monetary total ▸ Payable amount`. */
export function placeInWords(path: string): string {
  const names = path.split('/').flatMap((part) => /^(?:[\w.-]+:)?([A-Za-z][\w.-]*)/.exec(part)?.[1] ?? [])
  return names.slice(-2).map(inWords).join(' ▸ ')
}

function inWords(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_.-]+/)
  const text = words.map((word) => (/^[A-Z\d]{2,}$/.test(word) ? word : word.toLowerCase())).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Readers give boxes that reach over the edge or have their corners swapped; a box without area marks nothing. */
function cleaned(box: readonly [number, number, number, number]): Box | null {
  const [x1, y1, x2, y2] = box.map((share) => Math.min(1, Math.max(0, share))) as [number, number, number, number] // map keeps the four
  const [left, top, right, bottom] = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
  return right - left > 0 && bottom - top > 0 ? [left, top, right, bottom] : null
}
