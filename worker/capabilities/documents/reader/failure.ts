/** A document that can't be read, said in words that a person can act on. Crosses the process boundary as data. */
export type ReadFailure = { code: string; message: string; hint: string }

export class Unreadable extends Error {
  readonly failure: ReadFailure

  constructor(code: string, message: string, hint: string) {
    super(message)
    this.failure = { code, message, hint }
  }
}

export function damaged(what: string): Unreadable {
  return new Unreadable('document_damaged', `The ${what} is damaged or incomplete.`, 'Ask the sender to send it again.')
}
