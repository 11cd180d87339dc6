import { type Found, rounded } from './found'
import { FIELD_NAMES, type FieldName, type Reading } from './reading'

/**
 * Several readings of one hard picture become one. Each value weighs what it is believed, a total that is proved by others
 * weighs most, and a value that the readings disagree on loses confidence: agreement alone never makes it certain.
 */
export function combine(readings: readonly Reading[]): Reading | null {
  const [first] = readings
  if (!first || readings.length === 1) return first ?? null
  const total = choose('total', readings)
  const main = readings.find(({ fields }) => fields.total !== null && fields.total === total) ?? first
  const fields = Object.fromEntries(
    FIELD_NAMES.map((name) => [name, name === 'total' ? total : choose(name, readings)]),
  ) as Reading['fields']
  // Net and tax belong to the total they prove.
  return { ...main, fields: { ...fields, net: main.fields.net ?? fields.net, tax: main.fields.tax ?? fields.tax } }
}

function choose(name: FieldName, readings: readonly Reading[]): Found | null {
  const groups: { found: Found; weight: number; votes: number }[] = []
  for (const reading of readings) {
    const found = reading.fields[name]
    if (!found) continue
    const proved = name === 'total' && reading.proofs.some((proof) => proof !== 'lines')
    const weight = found.confidence ** 2 * (proved ? 2.2 : 1)
    const group = groups.find((one) => isSame(name, one.found.value, found.value))
    if (!group) groups.push({ found, weight, votes: 1 })
    else {
      group.weight += weight
      group.votes++
      if (found.confidence > group.found.confidence) group.found = found
    }
  }
  const [best, rival] = groups.sort((a, b) => b.weight - a.weight)
  if (!best) return null
  const contested = rival ? Math.min(0.3, (0.3 * rival.weight) / best.weight) : best.votes > 1 ? -0.04 : 0
  return { ...best.found, confidence: rounded(best.found.confidence - contested) }
}

/** Recognition spells a name a little differently each time. */
function isSame(name: FieldName, a: string, b: string): boolean {
  if (name !== 'vendor') return a === b
  const [one, other] = [packed(a), packed(b)]
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= 6 && sharedPairs(short, long) >= 0.7
}

function sharedPairs(a: string, b: string): number {
  const pairs = (text: string) => new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)))
  const [one, other] = [pairs(a), pairs(b)]
  return (2 * [...one].filter((pair) => other.has(pair)).length) / (one.size + other.size)
}

function packed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
