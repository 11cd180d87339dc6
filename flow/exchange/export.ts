import type { Manifest } from '../define/manifest'
import type { Graph } from '../graph/graph'
import { type FlowFile, flowFile } from './flow-file'
import { usesOf } from './uses'
import { withoutSecrets } from './without-secrets'

/** How things of the workspace are called, by id. */
export type Named = {
  accounts: ReadonlyMap<string, { name: string; connector: string }>
  flows: ReadonlyMap<string, { name: string }>
  people: ReadonlyMap<string, { name: string }>
}

/** A flow as it may leave its workspace: names instead of what is behind them, nothing secret, no data of runs. */
export function exportFlow(name: string, graph: Graph, manifest: Manifest, named: Named): FlowFile {
  const leftOut: string[] = []
  const nodes = graph.nodes.map(({ sample, ...node }) => {
    const { params, removed } = withoutSecrets(node.params)
    const label = node.label.trim() || node.key
    leftOut.push(...removed.map((what) => `${label}: ${what}`.slice(0, 500)))
    if (sample !== undefined) leftOut.push(`${label}: sample data`.slice(0, 500))
    return { ...node, params }
  })
  const uses = usesOf(graph, manifest)
  return flowFile({
    name,
    leftOut,
    needs: {
      accounts: [...uses.accounts.keys()].flatMap((id) => {
        const account = named.accounts.get(id)
        return account ? [{ id, name: account.name, connector: account.connector }] : []
      }),
      flows: [...uses.flows.keys()].flatMap((id) => namedAs(id, named.flows)),
      people: [...uses.people.keys()].flatMap((id) => namedAs(id, named.people)),
    },
    graph: { ...graph, nodes },
  })
}

function namedAs(id: string, names: ReadonlyMap<string, { name: string }>): { id: string; name: string }[] {
  const found = names.get(id)
  return found ? [{ id, name: found.name }] : []
}
