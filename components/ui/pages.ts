type Pages = { pages: readonly { items: readonly unknown[] }[] }

/** Of a list that comes a page at a time: nothing is on any of those that are there. */
export function isEmpty({ pages }: Pages): boolean {
  return pages.every(({ items }) => items.length === 0)
}
