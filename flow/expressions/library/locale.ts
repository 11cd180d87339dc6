import { ExpressionError } from '../expression-error'

export function inLocale(locale: string, run: (tag: string) => string): string {
  try {
    return run(locale)
  } catch (error) {
    if (error instanceof ExpressionError || !(error instanceof RangeError)) throw error
    throw new ExpressionError('failed', `That can't be written in ${locale}.`, {
      hint: 'Languages look like en, de or pt-BR, currencies like EUR; digits go from 0 to 20.',
    })
  }
}
