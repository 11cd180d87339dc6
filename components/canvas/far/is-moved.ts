import type { Transform } from '@xyflow/react'

/** Is the view another one? At the end of its range React Flow tells of each turn of the wheel, and stays where it is. */
export function isMoved([x, y, zoom]: Transform, before: Transform): boolean {
  return x !== before[0] || y !== before[1] || zoom !== before[2]
}
