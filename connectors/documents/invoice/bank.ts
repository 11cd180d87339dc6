import { type Found, foundIn } from './found'
import { type Line, spotIn } from './layout'

const IBAN = /(?<![\p{L}\p{N}])([A-Z]{2}\d{2}(?:\s?[A-Z0-9]){11,30})/gu

/** Account numbers whose check digits are right. A page may name several; the first is given, all are for comparing. */
export function readIbans(lines: readonly Line[]): Found[] {
  return lines.flatMap((line) =>
    [...line.text.matchAll(IBAN)].flatMap((match) => {
      const value = longestValid(match[1] ?? '')
      return value ? [foundIn(value, 0.98, spotIn(line, match.index, match.index + match[0].length), line.source)] : []
    }),
  )
}

/** What follows an account number on its line may look like more of it. */
function longestValid(text: string): string | null {
  const plain = text.replace(/\s/g, '')
  for (let length = Math.min(34, plain.length); length >= 15; length--) if (isIban(plain.slice(0, length))) return plain.slice(0, length)
  return null
}

export function isIban(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(value)) return false
  const digits = (value.slice(4) + value.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

const TAX_ID =
  /(?:(?:ust|u\.?\s?st)\.?\s*-?\s*id(?:ent)?\.?\s*-?\s*(?:nr|nummer|no)?\.?|vat\s*(?:reg(?:istration)?)?\.?\s*(?:id|no|number|nr)?\.?|tva(?:\s*(?:intra\w*|n[°º]))?|btw(?:\s*-?\s*(?:nummer|nr|id))?|p\.?\s?iva|partita\s*iva|nif|cif|gst(?:in)?\s*(?:id|reg|no)?\.?\s*(?:no)?\.?|abn|tin|steuer\s*-?\s*nummer|steuernr\.?|sst\s*(?:id|no)?)\s*[:.#]*\s*((?:[A-Z]{2}\s?)?[A-Z0-9][A-Z0-9./\s-]{6,20}[A-Z0-9])/i

export function readTaxId(lines: readonly Line[], isBuyers: (line: Line, from: number) => boolean): Found | null {
  for (const line of lines) {
    const match = TAX_ID.exec(line.text)
    if (!match) continue
    const value = (match[1] ?? '').split(/\s{2,}|\s(?=\p{L}{3})/u)[0]?.replace(/\s/g, '') ?? ''
    const digits = value.replace(/\D/g, '').length
    const from = match.index + match[0].length - (match[1]?.length ?? 0)
    if (digits < 6 || value.length > 20 || isBuyers(line, match.index)) continue
    return foundIn(value, 0.85, spotIn(line, from, from + value.length), line.source)
  }
  return null
}
