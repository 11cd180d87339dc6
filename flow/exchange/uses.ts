import { textsIn } from '../checks/texts'
import type { Manifest } from '../define/manifest'
import { referencesOf } from '../expressions/references'
import type { Graph, Node } from '../graph/graph'
import { isJsonObject, type Json } from '../json'

/** What a graph uses of its workspace, and the names of the steps that do: by id of the account, flow or person, by name of the variable. */
export type Uses = { accounts: Used; flows: Used; people: Used; variables: Used; unknownTypes: Used }

type Used = Map<string, string[]>

export function usesOf(graph: Graph, manifest: Manifest): Uses {
  const uses: Uses = { accounts: new Map(), flows: new Map(), people: new Map(), variables: new Map(), unknownTypes: new Map() }
  if (graph.settings.errorFlowId !== undefined) note(uses.flows, graph.settings.errorFlowId, 'Settings of the flow')
  for (const node of graph.nodes) {
    const by = node.label.trim() || node.key
    const type = Object.hasOwn(manifest.nodes, node.type) ? manifest.nodes[node.type] : undefined
    if (!type) note(uses.unknownTypes, node.type, by)
    if (node.connectionId !== undefined) note(uses.accounts, node.connectionId, by)
    for (const field of fieldsWith(manifest, node, 'flow')) {
      const called = paramOf(node, field)
      if (typeof called === 'string' && called !== '') note(uses.flows, called, by)
    }
    for (const field of fieldsWith(manifest, node, 'approvers')) for (const id of membersIn(paramOf(node, field))) note(uses.people, id, by)
    for (const { text } of type ? textsIn(node.params, type.input) : []) {
      for (const { root, path } of referencesOf(text)) if (root === 'vars' && typeof path[0] === 'string') note(uses.variables, path[0], by)
    }
  }
  return uses
}

/** The parameters of a step that are edited by this control. */
export function fieldsWith(manifest: Manifest, node: Node, control: string): string[] {
  const fields = Object.hasOwn(manifest.nodes, node.type) ? manifest.nodes[node.type]?.input.properties : undefined
  if (!isJsonObject(fields)) return []
  return Object.entries(fields).flatMap(([name, schema]) => (isJsonObject(schema) && schema.control === control ? name : []))
}

export function paramOf(node: Node, name: string): Json | undefined {
  return Object.hasOwn(node.params, name) ? node.params[name] : undefined
}

export function membersIn(approvers: Json | undefined): string[] {
  const members = isJsonObject(approvers) && Object.hasOwn(approvers, 'members') ? approvers.members : []
  return Array.isArray(members) ? members.filter((each) => typeof each === 'string') : []
}

function note(used: Used, what: string, by: string): void {
  const names = used.get(what) ?? []
  if (!names.includes(by)) names.push(by)
  used.set(what, names)
}
