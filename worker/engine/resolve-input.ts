import { definitionOf } from '@/connectors/catalogue'
import { manifest } from '@/connectors/manifest'
import type { NodeDefinition } from '@/flow/define/define'
import type { StepError } from '@/flow/engine/events'
import type { PlanNode } from '@/flow/engine/plan'
import { scopeOf } from '@/flow/engine/scope-of'
import { type CompiledParams, compileParams } from '@/flow/expressions/resolve-params'
import type { Scope } from '@/flow/expressions/scope'
import type { JsonObject } from '@/flow/json'
import type { ClaimedRun } from './claim'
import { expressionFailures, invalidInput } from './failure'
import { withLargeValues } from './large-values'
import { after, type NowOrLater } from './now-or-later'
import type { Performance } from './perform'
import type { PublishedFlow } from './published-flow'

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
export function resolveInput(on: Performance, node: PlanNode, step: string): NowOrLater<JsonObject> {
  const definition = definitionFor(node)
  return after(scopeFor(on, step, node.node.params), (scope) => inputFrom(node, definition, scope))
}

/** What a container's `collect` gives in one iteration. */
export function resolveIteration(on: Performance, node: PlanNode, frame: string): NowOrLater<JsonObject> {
  return after(scopeFor(on, frame, node.node.params), (scope) => resolved(node, scope, 'iteration'))
}

/** What these parameters can see at this step, large values read back where they are used. */
export function scopeFor(on: Performance, step: string, params: JsonObject): NowOrLater<Scope> {
  const scope = scopeOf(on.plan, on.journal.state, step, { vars: on.journal.state.vars ?? NO_VARIABLES, run: on.about })
  return withLargeValues(on.run.workspaceId, scope, params, on.largeValues)
}

export function inputFrom(node: PlanNode, definition: NodeDefinition, scope: Scope): JsonObject {
  const parsed = definition.input.safeParse(resolved(node, scope, 'before'))
  if (!parsed.success) throw new InputError(invalidInput(parsed.error.issues))
  return parsed.data as JsonObject // inputs are declared over JSON
}

const NO_VARIABLES: JsonObject = {}

type Phase = 'before' | 'iteration'

export function resolved(node: PlanNode, scope: Scope, phase: Phase): JsonObject {
  const { values, errors } = paramsOf(node, phase)(scope)
  if (Object.keys(errors).length > 0) throw new InputError(expressionFailures(errors))
  return values
}

/** Read once for all runs of a version: a plan never changes. */
function paramsOf(node: PlanNode, phase: Phase): CompiledParams {
  const known = compiled[phase].get(node)
  if (known) return known
  const params = compileParams(node.node.params, manifest.nodes[node.node.type]?.input ?? {}, phase)
  compiled[phase].set(node, params)
  return params
}

const compiled: Record<Phase, WeakMap<PlanNode, CompiledParams>> = { before: new WeakMap(), iteration: new WeakMap() }

export function aboutRun(run: ClaimedRun, flow: PublishedFlow): Scope['run'] {
  return { id: run.id, startedAt: run.startedAt.toISOString(), mode: run.mode, flowName: flow.flowName }
}
