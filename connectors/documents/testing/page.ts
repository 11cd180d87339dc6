import type { OpenedDocument, Page, Word } from '@/flow/define/document'

/**
 * A page drawn as text: each line of the drawing is a line of the page, each letter a 100th of its width, so columns are
 * what they look like.
 */
export function drawPage(drawing: string, source: Page['source'] = 'text'): Page {
  const lines = drawing.replace(/^\n/, '').split('\n')
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)))
  const words = lines.flatMap((line, row) =>
    [...line.slice(indent).matchAll(/\S+/g)].map(
      ({ 0: text, index }): Word => ({ text, confidence: 1, box: [index / 100, row / 60, (index + text.length) / 100, (row + 0.75) / 60] }),
    ),
  )
  return { number: 1, width: 600, height: 848, source, words }
}

export function documentOf(...pages: Page[]): OpenedDocument {
  return { kind: 'pdf', sha256: '00', pageCount: pages.length, pages, xml: [], notes: [] }
}
