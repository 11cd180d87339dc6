/** Where no element is another, the list is not another either, and nothing is drawn. */
export function sameOrNew<Element>(before: Element[], now: Element[]): Element[] {
  return before.length === now.length && before.every((element, at) => element === now[at]) ? before : now
}
