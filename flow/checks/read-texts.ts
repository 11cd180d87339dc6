import type { ManifestNode } from '../define/manifest'
import type { Node } from '../graph/graph'
import { type ReadText, readText } from '../types/read-text'
import { type FieldText, textsIn } from './texts'

export type FieldRead = FieldText & { read: ReadText }

const known = new WeakMap<Node, { type: ManifestNode; texts: readonly FieldRead[] }>()

/** The mappings of a node. A node that hasn't changed since the last check isn't read again. */
export function readTexts(node: Node, type: ManifestNode): readonly FieldRead[] {
  const found = known.get(node)
  if (found?.type === type) return found.texts
  const texts = textsIn(node.params, type.input).map((text) => ({ ...text, read: readText(text.text) }))
  known.set(node, { type, texts })
  return texts
}
