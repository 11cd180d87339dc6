import type { Manifest } from '../define/manifest'
import { needsAccount, takesAccount } from '../define/needs-account'
import type { Graph, Node } from '../graph/graph'

type OpenAccount = { connector: string; steps: string[]; isNeeded: boolean }

/** Accounts that steps could use and that nobody chose, one for the steps of each app that need it and one for those that can do without. */
export function openAccountsOf(graph: Graph, manifest: Manifest): ReadonlyMap<string, OpenAccount> {
  const open = new Map<string, OpenAccount>()
  for (const node of graph.nodes) {
    const id = openAccountOf(node, manifest)
    const type = manifest.nodes[node.type]
    if (id === null || !type) continue
    const known = open.get(id) ?? { connector: type.accountAt, steps: [], isNeeded: needsAccount(type, node) }
    known.steps.push(node.label.trim() || node.key)
    open.set(id, known)
  }
  return open
}

/** What the account that this step could have is asked for as; null when it has one, or takes none. */
export function openAccountOf(node: Node, manifest: Manifest): string | null {
  const type = Object.hasOwn(manifest.nodes, node.type) ? manifest.nodes[node.type] : undefined
  if (!type || node.connectionId !== undefined || !takesAccount(type, node)) return null
  return `${needsAccount(type, node) ? 'needed' : 'optional'} at ${type.accountAt}`
}
