import type { Page, Word } from '@/flow/define/document'

const MOST_LINES = 400
const MOST_COLUMNS = 160

/** Plain text laid out as a typewriter would: each column and line has its place. */
export function readText(bytes: Uint8Array): Page {
  const text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes.subarray(0, 200_000))
  const plain = /^\s*<(!doctype\s+)?html/i.test(text) ? withoutTags(text) : text
  const lines = plain.split(/\r?\n/).slice(0, MOST_LINES)
  const height = Math.max(60, lines.length)
  return {
    number: 1,
    width: MOST_COLUMNS * 6,
    height: height * 12,
    source: 'text',
    words: lines.flatMap((line, at) => wordsOf(line, at, height)),
  }
}

function wordsOf(line: string, at: number, height: number): Word[] {
  return [...line.replaceAll('\t', '    ').matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text: text.slice(0, 200),
    box: [column(index), at / height, column(index + text.length), (at + 0.8) / height],
    confidence: 1,
  }))
}

function column(at: number): number {
  return Math.min(1, at / MOST_COLUMNS)
}

function withoutTags(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<\/(p|div|tr|li|h\d)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '  ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
}
