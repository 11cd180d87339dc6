import * as Y from 'yjs'
import { edgeFrom, edgesOf, type Fields, nodesOf, settingsOf } from './document'

/** One field of a node that an update touched; `*` is the whole node, and an empty `nodeId` stands for the settings of the flow. */
export type Touch = { nodeId: string; field: string }

/** Applies an update and says what it touched, in the words of flow/draft/changes.ts. */
export function applyAndTouch(doc: Y.Doc, update: Uint8Array): Touch[] {
  const touched = new Map<string, Touch>()
  const touch = (nodeId: string, field: string) => touched.set(`${nodeId} ${field}`, { nodeId, field })
  const sources = new Map([...edgesOf(doc).entries()].map(([id, edge]) => [id, edgeFrom(edge).source]))

  const onNodes = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const { path, keys } of events) {
      const [nodeId, within] = path
      for (const key of keys.keys()) {
        if (typeof nodeId !== 'string') touch(key, '*')
        else if (within === undefined) touch(nodeId, key)
        else if (within === 'params') touch(nodeId, `params.${key}`)
      }
    }
  }
  const onEdges = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    const ids = events.flatMap(({ path: [id], keys }) => (typeof id === 'string' ? [id] : [...keys.keys()]))
    for (const id of ids) {
      const now = edgesOf(doc).get(id)
      for (const source of [sources.get(id), now && sourceOf(now)]) if (source !== undefined) touch(source, 'lines')
    }
  }
  const onSettings = ({ keys }: Y.YMapEvent<unknown>) => {
    for (const key of keys.keys()) touch('', key)
  }

  nodesOf(doc).observeDeep(onNodes)
  edgesOf(doc).observeDeep(onEdges)
  settingsOf(doc).observe(onSettings)
  Y.applyUpdate(doc, update)
  nodesOf(doc).unobserveDeep(onNodes)
  edgesOf(doc).unobserveDeep(onEdges)
  settingsOf(doc).unobserve(onSettings)
  return [...touched.values()]
}

function sourceOf(edge: Fields): string {
  return edgeFrom(edge).source
}
