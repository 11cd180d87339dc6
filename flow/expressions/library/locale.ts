import { boundedCache } from '../bounded-cache'
import { ExpressionError } from '../expression-error'

/** Units for a call that may have to make a formatter: about 50 µs, once in a while. */
export const INTL_COST = 150

const numberFormats = boundedCache(300, (key: string) => new Intl.NumberFormat(...(JSON.parse(key) as [string, Intl.NumberFormatOptions]))) // as written below
const dateFormats = boundedCache(
  300,
  (key: string) => new Intl.DateTimeFormat(...(JSON.parse(key) as [string, Intl.DateTimeFormatOptions])),
) // as written below

export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return numberFormats(JSON.stringify([locale, options]))
}

export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return dateFormats(JSON.stringify([locale, options]))
}

export function inLocale(locale: string, run: (tag: string) => string): string {
  try {
    return run(locale)
  } catch (error) {
    if (error instanceof ExpressionError || !(error instanceof RangeError || error instanceof TypeError)) throw error
    throw new ExpressionError('failed', `That can't be written in ${locale}.`, {
      hint: 'Languages look like en, de or pt-BR, currencies like EUR; digits go from 0 to 20.',
    })
  }
}
