import type { Path } from './open-tree'

export type Pointing = {
  /** A place in the data that is pointed at: opened and brought into sight. */
  marked?: Path | null
  /** Asks where a value comes from. */
  onTrace?: (path: Path) => void
}
