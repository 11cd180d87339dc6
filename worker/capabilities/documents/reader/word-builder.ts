import type { Word } from '@/flow/define/document'

/** One glyph on the page, in the page's units from its top left. */
export type Glyph = { text: string; x0: number; x1: number; baseline: number; height: number }

type Open = { text: string; x0: number; x1: number; baseline: number; height: number }

/** Glyphs in drawing order become words: what stands close together on one line. */
export class WordBuilder {
  readonly #width: number
  readonly #height: number
  readonly #words: Open[] = []
  #open: Open | null = null

  constructor(width: number, height: number) {
    this.#width = width
    this.#height = height
  }

  add(glyphs: readonly Glyph[]): void {
    for (const glyph of glyphs) {
      if (glyph.text === ' ') this.#end()
      else if (this.#open && continues(this.#open, glyph)) {
        this.#open.text += glyph.text
        this.#open.x1 = Math.max(this.#open.x1, glyph.x1)
      } else {
        this.#end()
        this.#open = { ...glyph }
      }
    }
  }

  words(): Word[] {
    this.#end()
    const kept: Open[] = []
    const seen = new Set<string>()
    for (const word of this.#words) {
      // Drawn twice, slightly moved, to look bold.
      const place = `${word.text}|${Math.round(word.x0 / 2)}|${Math.round(word.baseline / 2)}`
      if (seen.has(place)) continue
      seen.add(place)
      kept.push(word)
    }
    return kept.map((word) => ({
      text: word.text,
      box: [
        part(word.x0, this.#width),
        part(word.baseline - word.height * 0.78, this.#height),
        part(word.x1, this.#width),
        part(word.baseline + word.height * 0.22, this.#height),
      ],
      confidence: 1,
    }))
  }

  #end(): void {
    const word = this.#open
    this.#open = null
    if (!word) return
    const text = word.text
      .normalize('NFKC')
      .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, '')
      .trim()
    if (text !== '') this.#words.push({ ...word, text })
  }
}

function continues(word: Open, glyph: Glyph): boolean {
  const gap = glyph.x0 - word.x1
  const size = Math.max(word.height, glyph.height)
  return Math.abs(glyph.baseline - word.baseline) < size * 0.25 && gap < size * 0.17 && gap > -size * 0.4
}

function part(value: number, whole: number): number {
  return Math.round(Math.min(1, Math.max(0, value / whole)) * 10_000) / 10_000
}
