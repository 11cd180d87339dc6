import type { Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import { isJsonObject, type Json } from '../json'
import { nameOf, type Survey } from './survey'

/** A flow of the workspace that starts when it is called, or when a run fails. */
export type FlowAround = {
  name: string
  startsWhen: ('call' | 'failure')[]
  /** Names of what it has to be given. */
  needs: string[]
  /** Flows that its live version runs. */
  calls: string[]
}

/** Those of the workspace by id, and which of them the graph is a draft of. */
export type FlowsAround = { self: string; byId: ReadonlyMap<string, FlowAround> }

/** Flows that are run from here are the workspace's own, can be called, and do not lead back here. */
export function checkFlows(survey: Survey, flows: FlowsAround | undefined): Problem[] {
  if (!flows) return []
  return [...checkErrorFlow(survey, flows), ...survey.graph.nodes.flatMap((node) => checkNode(survey, flows, node))]
}

function checkErrorFlow({ graph }: Survey, { byId }: FlowsAround): Problem[] {
  const { errorFlowId } = graph.settings
  if (errorFlowId === undefined || byId.get(errorFlowId)?.startsWhen.includes('failure')) return []
  const message = 'The flow that should start when a run fails is not there, or starts otherwise.'
  return [{ code: 'foreign-flow', severity: 'error', message, hint: 'Choose another one in the settings of this flow.' }]
}

function checkNode(survey: Survey, flows: FlowsAround, node: Node): Problem[] {
  const fields = survey.typeOf(node)?.input.properties
  if (!isJsonObject(fields) || node.disabled) return []
  const [field, inputs] = ['flow', 'inputs'].map((control) => nameOfField(fields, control))
  const called = field === undefined ? undefined : node.params[field]
  if (field === undefined || typeof called !== 'string' || called === '') return []
  const problem = (code: Problem['code'], message: string, at: string, hint: string): Problem[] => [
    { code, severity: 'error', message, hint, nodeId: node.id, field: at },
  ]
  const target = flows.byId.get(called)
  if (called === flows.self || leadsBack(flows, called)) {
    const name = called === flows.self ? 'this flow' : `“${target?.name}”, and that leads back to this flow`
    return problem('flow-cycle', `${nameOf(node)} runs ${name}.`, field, 'Let flows call each other one way only.')
  }
  if (!target?.startsWhen.includes('call')) {
    const hint = 'It has to be published, with a start “When another flow calls”. Choose another one.'
    return problem('foreign-flow', `${nameOf(node)} runs a flow that can’t be called.`, field, hint)
  }
  const given = inputs === undefined ? [] : namesIn(node.params[inputs])
  const missing = target.needs.find((name) => !given.includes(name))
  if (missing === undefined) return []
  return problem('missing-field', `“${target.name}” needs “${missing}” from ${nameOf(node)}.`, inputs ?? field, 'Fill it in.')
}

function leadsBack({ self, byId }: FlowsAround, from: string): boolean {
  const seen = new Set<string>()
  const queue = [from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === self) return true
    if (seen.has(id)) continue
    seen.add(id)
    queue.push(...(byId.get(id)?.calls ?? []))
  }
  return false
}

function nameOfField(fields: Record<string, Json>, control: string): string | undefined {
  return Object.entries(fields).find(([, schema]) => isJsonObject(schema) && schema.control === control)?.[0]
}

/** Of those that something is written for. */
function namesIn(entries: Json | undefined): string[] {
  return (Array.isArray(entries) ? entries : []).flatMap((entry) =>
    isJsonObject(entry) && typeof entry.name === 'string' && entry.value !== '' && entry.value !== null ? [entry.name] : [],
  )
}
