export type DateOrder = 'day-first' | 'month-first'

export type WrittenDate = {
  /** ISO, read in the document's order. */
  iso: string
  /** The other reading, where day and month could be exchanged. */
  other?: string
  from: number
  to: number
}

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'jänner', 'janvier', 'janv', 'januari', 'enero', 'ene', 'gennaio', 'gen', 'janeiro'],
  ['feb', 'february', 'februar', 'février', 'fevrier', 'févr', 'fév', 'fev', 'februari', 'febrero', 'febbraio', 'fevereiro'],
  ['mar', 'march', 'märz', 'maerz', 'mär', 'mrz', 'mars', 'maart', 'mrt', 'marzo', 'março', 'marco'],
  ['apr', 'april', 'avril', 'avr', 'abril', 'abr', 'aprile'],
  ['may', 'mai', 'mei', 'mayo', 'maggio', 'mag', 'maio'],
  ['jun', 'june', 'juni', 'juin', 'junio', 'giugno', 'giu', 'junho'],
  ['jul', 'july', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'lug', 'julho'],
  ['aug', 'august', 'août', 'aout', 'augustus', 'agosto', 'ago'],
  ['sep', 'sept', 'september', 'septembre', 'septiembre', 'settembre', 'set', 'setembro'],
  ['oct', 'october', 'oktober', 'okt', 'octobre', 'octubre', 'ottobre', 'ott', 'outubro', 'out'],
  ['nov', 'november', 'novembre', 'noviembre', 'novembro'],
  ['dec', 'december', 'dezember', 'dez', 'décembre', 'déc', 'diciembre', 'dic', 'dicembre', 'dezembro'],
]

const MONTH_OF = new Map(MONTHS.flatMap((names, at) => names.map((name) => [name, at + 1] as const)))

const YEAR_FIRST = /(?<![\d.])((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g
const NUMERIC = /(?<![\d./-])(\d{1,2})(\s?[-/.]\s?)(\d{1,2})\s?[-/.]\s?((?:19|20)\d{2}|\d{2})(?![\d]|[./,-]\d)/g
const DAY_MONTH =
  /(?<![\d.,])(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s\-/,.]{0,3}(?:de\s+)?(\p{L}{3,10})\.?[\s\-/,.']{0,3}(?:de\s+)?((?:19|20)\d{2}|\d{2})(?![\d:])/gu
const MONTH_DAY = /(?<!\p{L})(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+((?:19|20)\d{2})(?!\d)/gu
const COMPACT = /(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/g

/** Dates written in a text, in the order they stand. */
export function datesIn(text: string, order: DateOrder): WrittenDate[] {
  const dates: WrittenDate[] = []
  const add = (match: RegExpMatchArray, year: string | undefined, month: number, day: number, exchangeable = false) => {
    const iso = isoOf(Number(year), month, day)
    const from = match.index ?? 0
    if (!iso || dates.some((other) => from < other.to && other.from < from + match[0].length)) return
    const other = exchangeable && month !== day ? isoOf(Number(year), day, month) : null
    dates.push({ iso, ...(other ? { other } : {}), from, to: from + match[0].length })
  }
  for (const match of text.matchAll(YEAR_FIRST)) add(match, match[1], Number(match[3]), Number(match[4]))
  for (const match of text.matchAll(NUMERIC)) {
    const [first, second] = [Number(match[1]), Number(match[3])]
    // Points are never written between month and day first.
    const monthFirst = second > 12 || (first <= 12 && order === 'month-first' && !match[2]?.includes('.'))
    add(match, match[4], monthFirst ? first : second, monthFirst ? second : first, !match[2]?.includes('.'))
  }
  for (const match of text.matchAll(DAY_MONTH)) add(match, match[3], monthOf(match[2]), Number(match[1]))
  for (const match of text.matchAll(MONTH_DAY)) add(match, match[3], monthOf(match[1]), Number(match[2]))
  if (dates.length === 0) for (const match of text.matchAll(COMPACT)) add(match, match[1], Number(match[2]), Number(match[3]))
  return dates.sort((a, b) => a.from - b.from)
}

/**
 * Which way round days and months stand: told by dates that can only be read one way; without one, by the country that the
 * document speaks of. The United States is the only one that writes the month first.
 */
export function dateOrderOf(text: string): { order: DateOrder; certain: boolean } {
  let dayFirst = 0
  let monthFirst = 0
  for (const [, first, , second] of text.matchAll(NUMERIC)) {
    if (Number(first) > 12 && Number(second) <= 12) dayFirst++
    if (Number(second) > 12 && Number(first) <= 12) monthFirst++
  }
  if (dayFirst !== monthFirst)
    return { order: dayFirst > monthFirst ? 'day-first' : 'month-first', certain: dayFirst === 0 || monthFirst === 0 }
  if (!speaksOfAmerica(text)) return { order: 'day-first', certain: speaksOfElsewhere(text) }
  return { order: 'month-first', certain: true }
}

const STATE_AND_ZIP =
  /\b(A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])[,.]?\s+\d{5}(-\d{4})?\b/
const ELSEWHERE =
  /€|£|₹|\b(RM|EUR|GBP|CHF|MYR|INR|SDN\.?\s*BHD|GmbH|B\.?V\.|S\.?A\.?R\.?L|Ltd|Pty|GST|VAT|TVA|MwSt|USt|BTW|IVA|[Jj]alan|JALAN|ABN)\b/

function speaksOfAmerica(text: string): boolean {
  if (STATE_AND_ZIP.test(text) || /\b(USA|United States|U\.S\.A\.)(?!\p{L})/u.test(text)) return !/€|£|₹|\bRM\b/.test(text)
  return /\$|\bUSD\b/.test(text) && !ELSEWHERE.test(text) && !/\b(CAD|AUD|NZD|SGD|HKD|Canada|Australia|Singapore|New Zealand)\b/i.test(text)
}

function speaksOfElsewhere(text: string): boolean {
  return ELSEWHERE.test(text)
}

function monthOf(name: string | undefined): number {
  return MONTH_OF.get((name ?? '').toLowerCase()) ?? 0
}

function isoOf(given: number, month: number, day: number): string | null {
  const year = given >= 100 ? given : given + (given > 79 ? 1900 : 2000)
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1970 || year > 2100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

export function daysAfter(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
