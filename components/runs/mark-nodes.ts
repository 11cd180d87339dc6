import type { ElementStore } from '../canvas/elements'
import './marks.css'

/** Gives cards of a canvas a look of their own, by node id; the others lose theirs. */
export function markNodes({ store }: ElementStore, classOf: (nodeId: string) => string | undefined) {
  store.setState(({ nodes }) => ({
    nodes: nodes.map((node) => {
      const className = classOf(node.id)
      return node.className === className ? node : { ...node, className }
    }),
  }))
}
