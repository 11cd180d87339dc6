import type { Manifest } from '@/flow/define/manifest'
import { partsOf, TRY } from '@/flow/engine/parts'
import type { RunState } from '@/flow/engine/state'
import { resolveTemplate } from '@/flow/expressions/resolve-template'
import type { Scope } from '@/flow/expressions/scope'
import type { Edge, Node } from '@/flow/graph/graph'
import { groupBy } from '@/flow/graph/group-by'
import type { Json, JsonObject } from '@/flow/json'
import type { GraphState } from '../draft/graph-store'
import { exampleOf } from './example-of'
import { OutputsOnDemand } from './outputs-on-demand'

/** What a step would see if it ran now, going by the last run, else by samples and the examples of each app. */
export type SampleScope = {
  /** What examples give is worked out when it is looked at. */
  scope: Scope
  /** The steps before it, nearest first, with what they gave. */
  before: { node: Node; output: () => Json; origin: 'run' | 'sample' | 'example' }[]
  /** The loops around it, innermost first. */
  around: { node: Node; item: Json; index: number }[]
  /** False while the variables are on their way. */
  hasVariables: boolean
}

const NO_VARIABLES: JsonObject = {}

/** `inIteration`: what a container sees when one of its passes is over, and with it what the steps inside gave. */
export function sampleScope(
  nodeId: string,
  graph: GraphState,
  manifest: Manifest,
  run: RunState | null,
  variables?: JsonObject,
  inIteration = false,
): SampleScope {
  const target = graph.nodes.get(nodeId)
  const chain = target ? [...(inIteration ? [target] : []), ...containersOf(target, graph)] : []
  const outputs = new OutputsOnDemand()
  const before: SampleScope['before'] = []
  const around: SampleScope['around'] = []

  const parts = partsOf([...graph.nodes.values()], [...graph.edges.values()], ({ type }) => manifest.nodes[type]?.part)

  const linesInto = groupBy(graph.edges.values(), (edge) => edge.target)

  const add = (node: Node, frameThere: string, seenThere: Scope) => {
    const known = knownOutputOf(node, frameThere, run)
    const example = known ? undefined : exampleFor(node, manifest)
    if (known) {
      outputs.set(node.key, known.output)
      before.push({ node, origin: known.origin, output: () => known.output })
    } else if (example) {
      const { trigger, vars, item, index, run } = seenThere
      const around = [manifest.nodes[node.type], trigger, vars, item, index, run.timeZone]
      before.push({ node, origin: 'example', output: outputs.add(node.key, node.params, around, () => example(seenThere)) })
    }
  }
  const addUpstream = (id: string, frameThere: string) => {
    // As it is there: what lies further in has another item.
    const seenThere = { ...scope }
    for (const node of upstream(id, graph, linesInto)) add(node, frameThere, seenThere)
  }

  // From the outside in, as the items of an inner loop are worked out from what is around it.
  const scope: Scope = {
    steps: outputs.steps,
    trigger: triggerOf(graph, manifest, run),
    vars: variables ?? NO_VARIABLES,
    run: { id: 'sample', startedAt: new Date(0).toISOString(), mode: 'test', flowName: '', timeZone: graph.settings.timeZone },
  }
  let frameThere = ''
  const inside = [...chain].reverse()
  for (const [at, container] of inside.entries()) {
    addUpstream(container.id, frameThere)
    if (manifest.nodes[container.type]?.container === 'scope') {
      const part = container === target ? TRY : (parts.get(inside[at + 1]?.id ?? nodeId) ?? TRY)
      for (let earlier = TRY; earlier < part; earlier++) {
        const left = [...graph.nodes.values()].filter(({ id, parentId }) => parentId === container.id && (parts.get(id) ?? TRY) === earlier)
        for (const node of left) add(node, `${frameThere}${container.id}:${earlier}/`, { ...scope })
      }
      frameThere += `${container.id}:${part}/`
      continue
    }
    const item = firstItem(container, frameThere, scope, run)
    around.unshift({ node: container, item, index: 0 })
    outputs.set(container.key, { item, index: 0 })
    Object.assign(scope, { item, index: 0 })
    frameThere += `${container.id}:0/`
  }
  if (inIteration) {
    const seenThere = { ...scope }
    const body = [...graph.nodes.values()].filter(({ id, parentId }) => parentId === nodeId && (parts.get(id) ?? TRY) === TRY)
    for (const node of inTurn(body, linesInto)) add(node, frameThere, seenThere)
  } else addUpstream(nodeId, frameThere)
  return { scope, before: nearestFirst(before), around, hasVariables: variables !== undefined }
}

function nearestFirst(before: SampleScope['before']): SampleScope['before'] {
  const seen = new Set<string>()
  return [...before].reverse().filter(({ node }) => !seen.has(node.id) && seen.add(node.id))
}

/** All steps before one, within its body; the nearest last. */
function upstream(id: string, graph: GraphState, linesInto: ReadonlyMap<string, readonly Edge[]>): Node[] {
  const reached = new Set<string>([id])
  for (const at of reached) for (const edge of linesInto.get(at) ?? []) reached.add(edge.source)
  reached.delete(id)
  return [...reached].reverse().flatMap((each) => graph.nodes.get(each) ?? [])
}

/** What leads to another before it. */
function inTurn(body: readonly Node[], linesInto: ReadonlyMap<string, readonly Edge[]>): Node[] {
  const left = new Map(body.map((node) => [node.id, node]))
  const turns: Node[] = []
  for (const last of body) {
    const path = left.has(last.id) ? [last] : []
    for (let node = path.at(-1); node; node = path.at(-1)) {
      // What is on the path is not gone to again: lines may lead round in a circle.
      left.delete(node.id)
      const line = linesInto.get(node.id)?.find(({ source }) => left.has(source))
      const before = line && left.get(line.source)
      if (before) path.push(before)
      else turns.push(...path.splice(-1))
    }
  }
  return turns
}

function containersOf(node: Node, graph: GraphState): Node[] {
  const chain: Node[] = []
  for (let at = node.parentId; at !== undefined && chain.length < 50; ) {
    const container = graph.nodes.get(at)
    if (!container) break
    chain.push(container)
    at = container.parentId
  }
  return chain
}

function knownOutputOf(node: Node, frame: string, run: RunState | null): { output: Json; origin: 'run' | 'sample' } | null {
  const step = run?.steps.get(frame + node.id)
  if (step?.status === 'completed') return { output: step.output, origin: 'run' }
  return node.sample === undefined ? null : { output: node.sample, origin: 'sample' }
}

function exampleFor(node: Node, manifest: Manifest): ((scope: Scope) => Json) | undefined {
  const type = manifest.nodes[node.type]
  return type && exampleOf(type, node.params)
}

function triggerOf(graph: GraphState, manifest: Manifest, run: RunState | null): Json {
  if (run && run.seq > 0) return run.input
  for (const node of graph.nodes.values()) {
    if (manifest.nodes[node.type]?.kind !== 'trigger') continue
    const given = knownOutputOf(node, '', null)?.output ?? manifest.nodes[node.type]?.examples[0]?.output
    if (given !== undefined) return given
  }
  return null
}

function firstItem(container: Node, frame: string, scope: Scope, run: RunState | null): Json {
  const loop = run?.loops.get(frame + container.id)
  if (loop) return loop.items[0] ?? null
  const { items, start } = container.params
  if (start !== undefined) return sampleOf(start, scope)
  if (Array.isArray(items)) return items[0] ?? null
  const list = sampleOf(items ?? null, scope)
  return Array.isArray(list) ? (list[0] ?? null) : null
}

function sampleOf(value: Json, scope: Scope): Json {
  if (typeof value !== 'string') return value
  try {
    return resolveTemplate(value, scope)
  } catch {
    return null // not set up yet: the field itself says why
  }
}
