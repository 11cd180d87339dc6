import type { Box } from '@/flow/define/document'
import type { Cell, Line } from './layout'

/** Where a value was read: a place on a page, or a place in the XML. */
export type Evidence = { source: 'text' | 'ocr' | 'model'; page: number; box: Box } | { source: 'xml'; path: string }

export type Found<Value = string> = { value: Value; confidence: number; evidence: Evidence }

export function foundIn<Value>(value: Value, confidence: number, cell: Cell, source: Line['source']): Found<Value> {
  // What was recognised badly can't be believed more than its letters.
  const legible = source === 'ocr' ? Math.min(1, 0.35 + cell.confidence * 0.7) : 1
  return { value, confidence: rounded(confidence * legible), evidence: { source, page: cell.page, box: cell.box } }
}

export function rounded(confidence: number): number {
  return Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100
}
