import { type Found, foundIn } from './found'
import { type Line, spotIn } from './layout'

const CODES = 'EUR|USD|GBP|CHF|CAD|AUD|NZD|SGD|HKD|MYR|INR|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|RON|ZAR|MXN|BRL|AED|THB|IDR|MAD|DEM'

/** Signs and names, in the order they are trusted. `$` alone says little about which dollar. */
const SIGNS: readonly { sign: RegExp; code: string; sure: boolean }[] = [
  { sign: /€|(?<!\p{L})euros?(?!\p{L})/giu, code: 'EUR', sure: true },
  { sign: /£\s?\d/g, code: 'GBP', sure: true },
  { sign: /₹|(?<!\p{L})Rs\.?\s?-?\d/gu, code: 'INR', sure: true },
  { sign: /(?<!\p{L})RM\s?-?\d|\(RM\)|(?<!\p{L})RM\s*[:.]?\s*(?=\s|$)/gu, code: 'MYR', sure: true },
  { sign: /C\$|CA\$/g, code: 'CAD', sure: true },
  { sign: /A\$|AU\$/g, code: 'AUD', sure: true },
  { sign: /(?<!\p{L})US\s?\$|US\s+Dollars?/giu, code: 'USD', sure: true },
  { sign: /\d\s*DH(?!\p{L})/gu, code: 'MAD', sure: true },
  { sign: /(?<!\p{L})(?:kr|SEK)(?!\p{L})/gu, code: 'SEK', sure: false },
  { sign: /\$\s?-?\d/g, code: 'USD', sure: false },
]

/** Country words tell a currency only when nothing else does. */
const COUNTRIES: readonly { words: RegExp; code: string }[] = [
  { words: /SDN\.?\s*BHD|MALAYSIA|JALAN|SELANGOR|JOHOR|KUALA\s*LUMPUR|\bS\/B\b/i, code: 'MYR' },
  { words: /\bGSTIN\b|\bINDIA\b|Pvt\.?\s*Ltd|\bCGST\b/i, code: 'INR' },
  { words: /\b(MwSt|USt|Umsatzsteuer|TVA|BTW|Deutschland|France|Nederland|Italia|España|Österreich)\b/i, code: 'EUR' },
  { words: /United Kingdom|\bVAT\s*Reg.*GB|\bEngland\b/i, code: 'GBP' },
]

export type Currency = { found: Found | null /** More than one is named. */; ambiguous: boolean }

export function readCurrency(lines: readonly Line[], fallback: string | null): Currency {
  const codes = new Map<string, { count: number; line: Line; from: number; to: number }>()
  for (const line of lines)
    for (const match of line.text.matchAll(new RegExp(String.raw`(?<![\p{L}\d])(${CODES})(?!\p{L})`, 'gu'))) {
      const seen = codes.get(match[1] ?? '')
      if (seen) seen.count++
      else codes.set(match[1] ?? '', { count: 1, line, from: match.index, to: match.index + match[0].length })
    }
  const recognised = lines.some(({ source }) => source === 'ocr')
  const country = recognised ? byCountry(lines, lines.map((line) => line.text).join('\n'), null)?.value : undefined
  // One sign in a scan may be a misread letter: against the country it takes three.
  const isLikely = (code: string, count: number) => !country || country === code || count > 2
  const signs = SIGNS.flatMap(({ sign, code, sure }) => {
    const matches = lines.flatMap((line) =>
      [...line.text.matchAll(sign)].map((match) => ({ code, sure, line, from: match.index, to: match.index + match[0].length })),
    )
    return isLikely(code, matches.length) ? matches : []
  })
  const named = [...codes].sort((a, b) => b[1].count - a[1].count)
  const labelled = lines.flatMap((line) => {
    const match = new RegExp(
      String.raw`(?:currency|w[äa]hrung|devise|valuta|moneda|betr[äa]ge\s*in)\s*:?\s*(?:\s{2,})?(${CODES})`,
      'iu',
    ).exec(line.text)
    return match?.[1] ? [{ code: match[1].toUpperCase(), line, from: match.index, to: match.index + match[0].length }] : []
  })
  const [label] = labelled
  if (label) return { found: foundIn(label.code, 0.97, spotIn(label.line, label.from, label.to), label.line.source), ambiguous: false }
  const sure = signs.filter((sign) => sign.sure)
  const all = new Set([...named.map(([code]) => code), ...sure.map(({ code }) => code)])
  const [first] = named
  const commonest = mostOf(sure)
  if (commonest && (!first || commonest.count >= first[1].count)) {
    return {
      found: foundIn(commonest.code, 0.95, spotIn(commonest.line, commonest.from, commonest.to), commonest.line.source),
      ambiguous: all.size > 1,
    }
  }
  if (first)
    return {
      found: foundIn(first[0], 0.93, spotIn(first[1].line, first[1].from, first[1].to), first[1].line.source),
      ambiguous: all.size > 1,
    }
  const [dollar] = signs
  const text = lines.map((line) => line.text).join('\n')
  if (dollar) {
    const code = dollarOf(text) ?? fallback ?? dollar.code
    return { found: foundIn(code, 0.85, spotIn(dollar.line, dollar.from, dollar.to), dollar.line.source), ambiguous: false }
  }
  return { found: byCountry(lines, text, fallback), ambiguous: false }
}

function mostOf<Sign extends { code: string }>(signs: readonly Sign[]): (Sign & { count: number }) | null {
  const counted = signs.map((sign) => ({ ...sign, count: signs.filter(({ code }) => code === sign.code).length }))
  return counted.sort((a, b) => b.count - a.count)[0] ?? null
}

function dollarOf(text: string): string | null {
  if (/\b(Canada|Ontario|Toronto|Vancouver|Montr[ée]al|HST)\b/.test(text)) return 'CAD'
  if (/\b(Australia|ABN|NSW|Sydney|Melbourne)\b/.test(text)) return 'AUD'
  if (/\b(New Zealand|Auckland)\b/.test(text)) return 'NZD'
  if (/\b(Singapore)\b/i.test(text)) return 'SGD'
  return null
}

function byCountry(lines: readonly Line[], text: string, fallback: string | null): Found | null {
  const [line] = lines
  if (!line) return null
  const country = COUNTRIES.find(({ words }) => words.test(text))
  if (country) {
    const at = lines.find(({ text: one }) => country.words.test(one)) ?? line
    return foundIn(country.code, 0.8, spotIn(at, 0, at.text.length), at.source)
  }
  return fallback ? foundIn(fallback, 0.5, spotIn(line, 0, 0), line.source) : null
}
