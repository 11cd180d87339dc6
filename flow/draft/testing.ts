import type { Node } from '../graph/graph'

/** A node with one parameter, for tests of what is done to drafts. */
export function drawnNode(id: string): Node {
  return {
    id,
    key: id,
    type: 'data.set',
    typeVersion: 1,
    label: id,
    params: { x: 1 },
    position: { x: 0, y: 0 },
    disabled: false,
    onError: 'fail',
  }
}
