import { ExpressionError } from '../expression-error'

export type Rounding = 'half-up' | 'half-even'

/** Rounds the number as it is written (1.005 is a half, whatever its binary form says). */
export function roundDecimal(value: number, digits: number, rounding: Rounding): number {
  if (!Number.isInteger(digits) || Math.abs(digits) > 100) throw new ExpressionError('failed', 'Digits are a whole number.')
  const [mantissa = '0', exponent = '0'] = String(Math.abs(value)).split('e')
  const shifted = Number(`${mantissa}e${Number(exponent) + digits}`)
  const below = Math.floor(shifted)
  const rest = shifted - below
  const up = rest > 0.5 || (rest === 0.5 && (rounding === 'half-up' || below % 2 === 1))
  const [whole = '0', wholeExponent = '0'] = String(below + (up ? 1 : 0)).split('e')
  const rounded = Number(`${whole}e${Number(wholeExponent) - digits}`)
  return rounded === 0 ? 0 : Math.sign(value) * rounded
}

/** Forgives currency signs, spaces and separators of thousands; anything else in the text is an error, not a guess. */
export function readNumber(text: string, decimal: string): number {
  if (decimal !== '.' && decimal !== ',') throw new ExpressionError('failed', 'The decimal sign is "." or ",".')
  const thousands = decimal === '.' ? ',' : '.'
  const bare = text
    .slice(0, 200)
    .replace(/[\s\p{Sc}_']/gu, '')
    .replace(/^([+-]?)[A-Z]{3}(?=\d)|(?<=\d)[A-Z]{3}$/g, '$1')
  const grouped = new RegExp(`^[+-]?\\d{1,3}(\\${thousands}\\d{3})+(\\${decimal}\\d+)?$`).test(bare)
  const plain = (grouped ? bare.replaceAll(thousands, '') : bare).replace(decimal, '.')
  if (
    /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain) &&
    text.length <= 200 &&
    (decimal === '.' || grouped || !bare.includes('.'))
  ) {
    const number = Number(plain)
    if (Number.isFinite(number)) return number
  }
  throw new ExpressionError('failed', `"${text.slice(0, 40)}" is not a number.`, {
    hint: 'For a decimal comma write toNumber(",").',
  })
}
