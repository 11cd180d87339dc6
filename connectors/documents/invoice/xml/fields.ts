import type { Found } from '../found'
import { centsOfDecimal, decimalOf } from '../money'
import type { Spot } from './tree'

export function textAt(spot: Spot | null): Found | null {
  if (!spot || spot.element.text === '') return null
  return { value: spot.element.text.replace(/\s+/g, ' '), confidence: 1, evidence: { source: 'xml', path: spot.path } }
}

export function moneyAt(spot: Spot | null): Found | null {
  const text = textAt(spot)
  const cents = text && centsOfDecimal(text.value)
  return text && cents !== null ? { ...text, value: decimalOf(cents) } : null
}

/** `2024-11-15`, or `20241115` as UN/CEFACT writes it. */
export function dateAt(spot: Spot | null): Found | null {
  const text = textAt(spot)
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text?.value ?? '') ?? []
  return text && year ? { ...text, value: `${year}-${month}-${day}` } : null
}
