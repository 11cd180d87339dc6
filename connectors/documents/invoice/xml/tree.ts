import type { XmlElement } from '@/flow/define/document'

/** An element and the way to it from the root, as people write it. */
export type Spot = { element: XmlElement; path: string }

/** Every element at a path; a step may name alternatives: `Header|Document`. */
export function allAt(from: Spot, path: string): Spot[] {
  return path
    .split('/')
    .reduce<Spot[]>(
      (spots, step) =>
        spots.flatMap(({ element, path: way }) =>
          element.children
            .filter(({ name }) => step.split('|').includes(name))
            .map((child) => ({ element: child, path: `${way}/${child.name}` })),
        ),
      [from],
    )
}

export function firstAt(from: Spot, ...paths: readonly string[]): Spot | null {
  for (const path of paths) {
    const spot = allAt(from, path).find(({ element }) => element.text !== '' || element.children.length > 0)
    if (spot) return spot
  }
  return null
}

export function rootOf(element: XmlElement): Spot {
  return { element, path: `/${element.name}` }
}
