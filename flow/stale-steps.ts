import type { Edge, Graph, Node } from './graph/graph'
import { groupBy } from './graph/group-by'
import { isJsonObject } from './is-json-object'
import type { Json } from './json'

/**
 * Steps that would give something else now than they gave on the graph `then`: those that were changed, and whatever comes
 * after them. A new name, place or note changes nothing, and neither does what a step does about failures it has not had.
 */
export function staleSteps(then: Graph, now: Graph): ReadonlySet<string> {
  const textThen = textOf(then)
  const before = new Map(then.nodes.map((node) => [node.id, textThen(node)]))
  const leadsBefore = leadsInto(then)
  const leadsNow = leadsInto(now)
  const text = textOf(now)
  const stale = new Set<string>()
  const out = groupBy(now.edges, ({ source }) => source)
  const children = groupBy(now.nodes, ({ parentId }) => parentId)
  const nodes = new Map(now.nodes.map((node) => [node.id, node]))
  // A container is stale with any step in it; the other steps in it only if what goes into it is.
  const queue = now.nodes.flatMap((node) =>
    before.get(node.id) === text(node) && leadsBefore.get(node.id) === leadsNow.get(node.id) ? [] : [{ id: node.id, whole: true }],
  )
  const whole = new Set<string>()
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { id } = next
    if (stale.has(id) && (!next.whole || whole.has(id))) continue
    if (next.whole) whole.add(id)
    stale.add(id)
    for (const { target } of out.get(id) ?? []) queue.push({ id: target, whole: true })
    if (next.whole) for (const child of children.get(id) ?? []) queue.push({ id: child.id, whole: true })
    const parent = nodes.get(id)?.parentId
    if (parent !== undefined) queue.push({ id: parent, whole: false })
  }
  return stale
}

/** `steps.key`, `steps.?key` and, as JSON writes its quotes, `steps["key"]`. */
const MENTION = /\bsteps(\.\??|\[\??(?:'|\\"))([A-Za-z_]\w*)/g

/** What decides what a step gives; others are named by id, so that renaming one changes nothing. */
function textOf({ nodes }: Graph): (node: Node) => string {
  const ids = new Map(nodes.map(({ key, id }) => [key, id]))
  return ({ type, typeVersion, params, connectionId, parentId, disabled, sample, samplePort }) => {
    const pinned = type.startsWith('trigger.') ? [] : [sample, samplePort]
    const text = JSON.stringify([type, typeVersion, params, connectionId, parentId, disabled, ...pinned], inOrder)
    return text.replace(MENTION, (whole, to: string, key: string) => (ids.has(key) ? `steps${to}${ids.get(key)}` : whole))
  }
}

/** The order of fields says nothing, and a database that keeps JSON has its own. */
function inOrder(_key: string, value: Json): Json {
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
}

function leadsInto({ edges }: Graph): Map<string, string> {
  const into = groupBy(edges, ({ target }) => target)
  const told = ({ source, sourcePort }: Edge) => `${source} ${sourcePort}`
  return new Map([...into].map(([id, all]) => [id, all.map(told).sort().join()]))
}
