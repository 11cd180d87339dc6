const LINES = 15

/** The last words of a program, for the sentence that says why it stopped. */
export class Tail {
  #text = ''

  add(chunk) {
    this.#text = (this.#text + chunk).slice(-8000)
  }

  text() {
    return this.#text.trim().split('\n').slice(-LINES).join('\n')
  }
}
