import type { Json } from '@/flow/json'

/** A browser draws nothing that is higher than this many lines. */
const MOST_LINES = 1_500_000
/** A line of text may be a novel. */
const MOST_OF_LINE = 2_000

/** Data as JSON text of which any line is found at once. */
export class TextLines {
  readonly count: number
  readonly isWhole: boolean
  private readonly text: string
  /** Where each line begins. */
  private readonly starts: number[] = [0]

  constructor(value: Json) {
    const text = JSON.stringify(value, null, 2)
    this.text = text
    for (let at = text.indexOf('\n'); at >= 0 && this.starts.length < MOST_LINES; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1)
    this.count = this.starts.length
    this.isWhole = this.count < MOST_LINES
  }

  at(line: number): string {
    const start = this.starts[line]
    if (start === undefined) return ''
    const end = (this.starts[line + 1] ?? this.text.length + 1) - 1
    return end - start > MOST_OF_LINE ? `${this.text.slice(start, start + MOST_OF_LINE)} …` : this.text.slice(start, end)
  }
}
