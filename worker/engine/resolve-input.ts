import { definitionOf } from '@/connectors/catalogue'
import { manifest } from '@/connectors/manifest'
import type { NodeDefinition } from '@/flow/define/define'
import type { StepError } from '@/flow/engine/events'
import type { PlanNode } from '@/flow/engine/plan'
import { scopeOf } from '@/flow/engine/scope-of'
import { mentionedSteps } from '@/flow/expressions/mentioned-steps'
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

export function definitionFor(node: ResolvedNode): NodeDefinition {
  const definition = definitionOf(node.node.type)
  if (definition) return definition
  throw new InputError({
    code: 'unknown_type',
    message: `There is no step of the type “${node.node.type}” here.`,
    hint: 'Replace the step.',
  })
}

/** The node's parameters for this step, mappings resolved and checked against what the node takes. */
export function resolveInput(on: Performance, node: PlanNode, step: string, sight = sightAt(on, node, step)): NowOrLater<JsonObject> {
  const definition = definitionFor(node)
  return after(resolvedAt(on, node, step, 'before', sight), (values) => checked(node, definition, values))
}

/** What the node's parameters mention, as the journal keeps it: large values are not read back. */
export function sightAt(on: Performance, node: PlanNode, step: string, phase: Phase = 'before'): Scope {
  return keptScope(on, step, paramsOf(node, phase).mentioned)
}

/** Everything in sight of the step, as the journal keeps it. */
export function keptScope(on: Performance, step: string, mentioned: ReadonlySet<string> | null = null): Scope {
  return scopeOf(on.plan, on.journal.state, step, { vars: on.journal.state.vars ?? NO_VARIABLES, run: on.about }, mentioned)
}

/** What a container's `collect` gives in one iteration. */
export function resolveIteration(on: Performance, node: PlanNode, frame: string): NowOrLater<JsonObject> {
  return resolvedAt(on, node, frame, 'iteration', sightAt(on, node, frame, 'iteration'))
}

/** What these parameters can see at this step, large values read back where they are used. */
export function scopeFor(on: Performance, step: string, params: JsonObject): NowOrLater<Scope> {
  return withLargeValues(on.run.workspaceId, keptScope(on, step), params, on.largeValues)
}

export function inputFrom(node: ResolvedNode, definition: NodeDefinition, scope: Scope): JsonObject {
  return checked(node, definition, resolved(node, scope, 'before'))
}

function checked({ node }: ResolvedNode, definition: NodeDefinition, values: JsonObject): JsonObject {
  const parsed = definition.input.safeParse(values)
  if (!parsed.success) throw new InputError(invalidInput(values, manifest.nodes[node.type]?.input ?? {}, parsed.error.issues))
  return parsed.data as JsonObject // inputs are declared over JSON
}

const NO_VARIABLES: JsonObject = {}

type Phase = 'before' | 'iteration'

/** With only what is mentioned in sight; what goes wrong is told with everything in sight: it may be about a step that was not meant. */
function resolvedAt(on: Performance, node: PlanNode, step: string, phase: Phase, sight: Scope): NowOrLater<JsonObject> {
  const { params } = node.node
  const { resolve } = paramsOf(node, phase)
  return after(withLargeValues(on.run.workspaceId, sight, params, on.largeValues), (scope) => {
    const { values, errors } = resolve(scope)
    return errors ? after(scopeFor(on, step, params), (whole) => resolved(node, whole, phase)) : values
  })
}

export function resolved(node: ResolvedNode, scope: Scope, phase: Phase): JsonObject {
  const { values, errors } = paramsOf(node, phase).resolve(scope)
  if (errors) throw new InputError(expressionFailures(errors))
  return values
}

type ResolvedNode = Pick<PlanNode, 'node'>

type Prepared = { resolve: CompiledParams; mentioned: ReadonlySet<string> | null }

/** Read once for all runs of a version: a plan never changes. */
function paramsOf(node: ResolvedNode, phase: Phase): Prepared {
  const known = prepared[phase].get(node)
  if (known) return known
  const { params, type } = node.node
  const ready = { resolve: compileParams(params, manifest.nodes[type]?.input ?? {}, phase), mentioned: mentionedSteps(params) }
  prepared[phase].set(node, ready)
  return ready
}

const prepared: Record<Phase, WeakMap<ResolvedNode, Prepared>> = { before: new WeakMap(), iteration: new WeakMap() }

export function aboutRun(run: ClaimedRun, flow: PublishedFlow): Scope['run'] {
  return {
    id: run.id,
    startedAt: run.startedAt.toISOString(),
    mode: run.mode,
    flowName: flow.flowName,
    timeZone: flow.graph.settings.timeZone,
  }
}
