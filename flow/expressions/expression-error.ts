export type ExpressionErrorCode = 'syntax' | 'missing' | 'type' | 'failed'

/** Where in the expression (or, once inside a template, in the whole text) the trouble is; `end` is exclusive. */
export type Position = { start: number; end: number }

type Details = { hint?: string; path?: string; position?: Position }

/** The only error this folder throws: in plain words, with what to do about it and where. */
export class ExpressionError extends Error {
  readonly code: ExpressionErrorCode
  readonly hint: string | undefined
  /** The data that is missing or wrong, as written: `steps.readInvoice.totl`. */
  readonly path: string | undefined
  #position: Position | undefined

  constructor(code: ExpressionErrorCode, message: string, details: Details = {}) {
    super(message)
    this.name = 'ExpressionError'
    this.code = code
    this.hint = details.hint
    this.path = details.path
    this.#position = details.position
  }

  get position(): Position | undefined {
    return this.#position
  }

  /** Says where, unless that is said: the innermost position wins. An error belongs to whoever caught it, so it is not made anew. */
  at(position: Position): ExpressionError {
    this.#position ??= position
    return this
  }

  shiftedBy(offset: number): ExpressionError {
    if (this.#position) this.#position = { start: this.#position.start + offset, end: this.#position.end + offset }
    return this
  }
}
