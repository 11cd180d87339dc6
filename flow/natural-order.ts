const NAMES = new Intl.Collator('en', { numeric: true })

/** As people read a list of names: limit 2 before limit 10, and Zebra after apple. */
export function inNaturalOrder<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[] {
  return rows.toSorted((a, b) => NAMES.compare(nameOf(a), nameOf(b)))
}
