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
  readonly position: Position | undefined

  constructor(code: ExpressionErrorCode, message: string, details: Details = {}) {
    super(message)
    this.name = 'ExpressionError'
    this.code = code
    this.hint = details.hint
    this.path = details.path
    this.position = details.position
  }

  /** The same error, placed: the innermost position wins. */
  at(position: Position): ExpressionError {
    if (this.position) return this
    return new ExpressionError(this.code, this.message, { hint: this.hint, path: this.path, position })
  }

  shiftedBy(offset: number): ExpressionError {
    if (!this.position) return this
    const position = { start: this.position.start + offset, end: this.position.end + offset }
    return new ExpressionError(this.code, this.message, { hint: this.hint, path: this.path, position })
  }
}
