const MOST_LINES = 100
const MOST_CHARACTERS = 20_000

/** The lines a step printed: the first of them, and how many more there were. */
export class Logs {
  readonly #lines: string[] = []
  #characters = 0
  #more = 0

  add(line: string): void {
    this.#characters += line.length
    if (this.#lines.length < MOST_LINES && this.#characters <= MOST_CHARACTERS) this.#lines.push(line)
    else this.#more += 1
  }

  get lines(): string[] {
    if (this.#more === 0) return this.#lines
    return [...this.#lines, `… and ${this.#more.toLocaleString('en')} more ${this.#more === 1 ? 'line' : 'lines'}`]
  }
}
