import { definitionOf } from '@/connectors/catalogue'
import { manifest } from '@/connectors/manifest'
import type { NodeDefinition } from '@/flow/define/define'
import type { StepError } from '@/flow/engine/events'
import type { PlanNode } from '@/flow/engine/plan'
import { scopeOf } from '@/flow/engine/scope-of'
import { resolveParams } from '@/flow/expressions/resolve-params'
import type { Scope } from '@/flow/expressions/scope'
import type { JsonObject } from '@/flow/json'
import { expressionFailures, invalidInput } from './failure'
import { withLargeValues } from './large-values'
import type { Performance } from './perform'

/** A step can't start because of its own settings or data. */
export class InputError extends Error {
  readonly error: StepError

  constructor(error: StepError) {
    super(error.message)
    this.error = error
  }
}

export function definitionFor(node: PlanNode): NodeDefinition {
  const definition = definitionOf(node.node.type)
  if (definition) return definition
  throw new InputError({
    code: 'unknown_type',
    message: `There is no step of the type “${node.node.type}” here.`,
    hint: 'Replace the step.',
  })
}

/** The node's parameters for this step, mappings resolved and checked against what the node takes. */
export async function resolveInput(on: Performance, node: PlanNode, step: string): Promise<JsonObject> {
  const definition = definitionFor(node)
  const resolved = await resolve(on, node, step, 'before')
  const parsed = definition.input.safeParse(resolved)
  if (!parsed.success) throw new InputError(invalidInput(parsed.error.issues))
  return parsed.data as JsonObject // inputs are declared over JSON
}

/** What a container's `collect` gives in one iteration. */
export function resolveIteration(on: Performance, node: PlanNode, frame: string): Promise<JsonObject> {
  return resolve(on, node, frame, 'iteration')
}

async function resolve(on: Performance, node: PlanNode, step: string, phase: 'before' | 'iteration'): Promise<JsonObject> {
  const { params } = node.node
  const schema = manifest.nodes[node.node.type]?.input ?? {}
  const scope = scopeOf(on.plan, on.journal.state, step, { vars: on.journal.state.vars ?? {}, run: aboutRun(on) })
  const whole = await withLargeValues(on.run.workspaceId, scope, params, on.largeValues)
  const { values, errors } = resolveParams(params, schema, whole, phase)
  if (Object.keys(errors).length > 0) throw new InputError(expressionFailures(errors))
  return values
}

function aboutRun({ run, flow }: Performance): Scope['run'] {
  return { id: run.id, startedAt: run.startedAt.toISOString(), mode: run.mode, flowName: flow.flowName }
}
