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
  return inputFrom(node, definition, await scopeFor(on, step, node.node.params))
}

/** What a container's `collect` gives in one iteration. */
export async function resolveIteration(on: Performance, node: PlanNode, frame: string): Promise<JsonObject> {
  return resolved(node, await scopeFor(on, frame, node.node.params), 'iteration')
}

/** What these parameters can see at this step, large values read back where they are used. */
export function scopeFor(on: Performance, step: string, params: JsonObject): Promise<Scope> {
  const scope = scopeOf(on.plan, on.journal.state, step, { vars: {}, run: aboutRun(on) })
  return withLargeValues(on.run.workspaceId, scope, params, on.largeValues)
}

export function inputFrom(node: PlanNode, definition: NodeDefinition, scope: Scope): JsonObject {
  const parsed = definition.input.safeParse(resolved(node, scope, 'before'))
  if (!parsed.success) throw new InputError(invalidInput(parsed.error.issues))
  return parsed.data as JsonObject // inputs are declared over JSON
}

export function resolved({ node }: PlanNode, scope: Scope, phase: 'before' | 'iteration'): JsonObject {
  const { values, errors } = resolveParams(node.params, manifest.nodes[node.type]?.input ?? {}, scope, phase)
  if (Object.keys(errors).length > 0) throw new InputError(expressionFailures(errors))
  return values
}

function aboutRun({ run, flow }: Performance): Scope['run'] {
  return { id: run.id, startedAt: run.startedAt.toISOString(), mode: run.mode, flowName: flow.flowName }
}
