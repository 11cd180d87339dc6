import { type AmountKind, amountKindOf } from './amount-labels'
import type { Line } from './layout'
import { type Amount, amountsIn, type Cents, type DecimalMark } from './money'

/** An amount, what its line calls it, and where it stands. */
export type LabelledAmount = Amount & {
  kind: AmountKind | null
  strength: number
  label: string
  line: Line
  at: number /** Not written, but told by others. */
  /** Not written, but told by others: which proof it may not use again, and the sum it was rounded from. */
  toldBy?: 'cash' | 'paid-and-due' | 'rounding'
  before?: Cents
}

export function labelledAmounts(lines: readonly Line[], mark: DecimalMark): LabelledAmount[] {
  const amounts = labelled(lines, mark)
  // `Net` alone is the last word on a receipt, and the first of the sums where tax follows.
  const isNet = ({ label, at }: LabelledAmount) =>
    /^\W*nett?o?\W*$/i.test(label) && amounts.some(({ kind, at: next }) => kind === 'tax' && next > at && next <= at + 3)
  return amounts.map((amount) => (isNet(amount) ? { ...amount, kind: 'net', strength: 4 } : amount))
}

function labelled(lines: readonly Line[], mark: DecimalMark): LabelledAmount[] {
  return lines.flatMap((read, at) => {
    const line = read.source === 'ocr' ? { ...read, text: withPoints(read.text) } : read
    const amounts = amountsIn(line.text, mark)
    let inherited = ''
    return amounts.map((amount, index) => {
      const before = line.text.slice(index === 0 ? 0 : amounts[index - 1]?.to, amount.from)
      const own = /\p{L}{2}|€|\$|£/u.test(before)
        ? (before
            .split(/\s{2,}/)
            .filter((part) => /\p{L}/u.test(part))
            .at(-1) ?? before)
        : ''
      const label = amountKindOf(own) ? own : own || inherited || labelNear(lines, at, mark)
      inherited = label
      // `RM31.00  TOTAL`: the words may stand behind the only amount.
      const behind = amounts.length === 1 && own === '' ? line.text.slice(amount.to) : ''
      const told = amountKindOf(behind) ?? amountKindOf(label) ?? (own ? amountKindOf(before) : null)
      const later = own === '' && index > 0 ? 0.5 : 0
      // What is called rounding and is large is the rounded total itself.
      if (told?.kind === 'rounding' && Math.abs(amount.cents) >= 100) return { ...amount, kind: 'total', strength: 7, label, line, at }
      return { ...amount, kind: told?.kind ?? null, strength: (told?.strength ?? 0) - later, label, line, at }
    })
  })
}

/** A point too faint to be recognised: `19,647 68`. The text keeps its length, so that places stay right. */
function withPoints(text: string): string {
  return text.replace(/(\d{1,3}(?:,\d{3})+) ( ?\d{2})(?![\d.,])/g, '$1.$2')
}

/** Amounts alone on their line belong to the words just above. */
function labelNear(lines: readonly Line[], at: number, mark: DecimalMark): string {
  const [line, above] = [lines[at], lines[at - 1]]
  if (!line || !above || above.page !== line.page || line.top - above.bottom > line.height * 2) return ''
  const alone = !/\p{L}{3}/u.test(line.text)
  return alone && !amountsIn(above.text, mark).some(({ exact }) => exact) ? above.text : ''
}

export function sameCents(a: Cents, b: Cents, tolerance = 0): boolean {
  return Math.abs(a - b) <= tolerance
}
