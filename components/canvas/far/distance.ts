import { MANY_CARDS, READABLE } from '../measures'

/** `many`: so many cards that it makes a difference from how far they are seen. `far`: cards are boxes and lines are strokes. */
export type Distance = { far: boolean; many: boolean }

export function distanceOf(zoom: number, count: number): Distance {
  const many = count > MANY_CARDS
  return { many, far: many && zoom < READABLE }
}
