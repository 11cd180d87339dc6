/** Money is kept as whole cents, exactly; it leaves the house as a decimal string. */
export type Cents = number

/** How a document writes decimals. */
export type DecimalMark = '.' | ','

export type Amount = {
  cents: Cents
  /** Where in the text it stands. */
  from: number
  to: number
  /** A currency sign stood beside it. */
  marked: boolean
  /** Two decimals were written: a price, and hardly a count or a code. */
  exact: boolean
}

const CURRENCY = String.raw`(?:RM|Rs\.?|EUR|EURO|USD|GBP|CHF|CAD|AUD|MYR|INR|SGD|SEK|NOK|DKK|PLN|DH|MAD|[€$£₹¥])`
const DECIMALS = String.raw`(?:[.,]\d{1,2}(?!\d)|[.,]\s\d{2}(?!\d))?`

/** A gap between thousands is written only where the comma parts decimals; elsewhere it parts two numbers. */
const AMOUNTS: Record<DecimalMark, RegExp> = { ',': amountPattern(` .'’\u00a0\u202f`), '.': amountPattern(`,.'’`) }

function amountPattern(groupMarks: string): RegExp {
  const digits = String.raw`\d{1,3}(?:[${groupMarks}]\d{3})+(?!\d)${DECIMALS}|\d+${DECIMALS}|[.,]\d{2}(?!\d)`
  const around = { before: String.raw`(?<![\p{L}\d.,/:#-]|[\p{L}\d]\s?[-–])`, after: String.raw`(?![\d/:]|[.,]\d|-\d)` }
  return new RegExp(
    String.raw`${around.before}(\()?([-−–])?\s?(?:(?<!\p{L})(${CURRENCY})\s?([-−–])?\s?)?(${digits})${around.after}\s?(?:([-−–])(?!\s?\d))?\s?(${CURRENCY}(?!\p{L}))?(\))?(?!\p{L}{2}|\s?%)`,
    'giu',
  )
}

/** Amounts written in a text. Numbers with three and more decimals are unit prices or weights and left out. */
export function amountsIn(text: string, mark: DecimalMark): Amount[] {
  const amounts: Amount[] = []
  for (const match of text.matchAll(AMOUNTS[mark])) {
    const [whole, open, minus, before, inner, digits = '', trailing, after, close] = match
    const cents = centsOf(digits, mark)
    if (cents === null) continue
    const negative = Boolean(minus ?? inner ?? trailing) || (open !== undefined && close !== undefined)
    amounts.push({
      cents: negative ? -cents : cents,
      from: match.index,
      to: match.index + whole.length,
      marked: (before ?? after) !== undefined,
      exact: /[.,]\s?\d{2}$/.test(digits),
    })
  }
  return amounts
}

export function centsOf(digits: string, mark: DecimalMark): Cents | null {
  const plain = digits.replace(/[\s'’]/g, '')
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const decimals = last < 0 ? 0 : plain.length - last - 1
  const both = plain.includes('.') && plain.includes(',')
  const repeated = (plain.match(/[.,]/g) ?? []).length > 1
  const grouped = decimals === 3 && (both ? plain[last] !== mark : repeated || plain[last] !== mark)
  if (last < 0 || grouped) return toCents(plain.replace(/[.,]/g, ''), '')
  if (decimals > 2) return null
  return toCents(plain.slice(0, last).replace(/[.,]/g, '') || '0', plain.slice(last + 1))
}

function toCents(whole: string, decimals: string): Cents | null {
  if (whole.length > 12 || !/^\d+$/.test(whole)) return null
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0').slice(0, 2))
}

/** Told by the amounts whose reading is certain: `1.234,50` or `12,50`. */
export function decimalMarkOf(texts: readonly string[]): DecimalMark {
  let commas = 0
  let points = 0
  for (const text of texts) {
    for (const [, mark] of text.matchAll(/\d([.,])\d{2}(?![\d.,/-])/g)) {
      if (mark === ',') commas++
      else points++
    }
  }
  return commas > points ? ',' : '.'
}

/** `-12.5` of XML and models, exactly. Null when it is no plain decimal with up to two (meaningful) decimals. */
export function centsOfDecimal(text: string): Cents | null {
  const [, sign, whole, decimals = ''] = /^\s*([+-]?)(\d{1,12})(?:\.(\d+))?\s*$/.exec(text) ?? []
  if (whole === undefined) return null
  const cents = Number(whole) * 100 + Math.round(Number(`0.${decimals || '0'}`) * 100)
  return sign === '-' ? -cents : cents
}

export function decimalOf(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
