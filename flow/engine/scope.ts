import type { ScopePart } from '../define/define'
import type { Json } from '../json'
import type { RunEvent } from './events'
import { cancelWithin, openFrame } from './frame'
import { CATCH, FINALLY, TRY } from './parts'
import type { Plan, PlanNode } from './plan'
import { type BodyState, type Failure, newBody, type RunState, type ScopeState } from './state'
import { frameIn, nodeOf } from './step'

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

export function openScope(state: RunState, event: EventOf<'scope.opened'>, node: PlanNode, parent: BodyState): void {
  const [tried] = node.bodies
  if (state.scopes.has(event.step) || !tried) return
  const scope: ScopeState = { body: newBody(parent, event.step), part: TRY, failure: null, caught: null, result: undefined }
  state.scopes.set(event.step, scope)
  state.active.delete(event.step)
  if (node.tidies) state.tidying.add(event.step)
  openFrame(state, frameIn(event.step, TRY), tried, scope.body, null)
}

export function leave(state: RunState, event: EventOf<'scope.tried'>): void {
  const scope = state.scopes.get(event.step)
  const frame = frameIn(event.step, TRY)
  if (!scope || !state.uncollected.delete(frame)) return
  state.frames.delete(frame)
  scope.result = event.output
  if (event.error) scope.body.failure = { step: event.step, error: event.error }
  state.active.add(event.step)
}

/** What was going on in the part before is given up; what it left behind stays to be seen. */
export function turn(plan: Plan, state: RunState, event: EventOf<'scope.turned'>): void {
  const scope = state.scopes.get(event.step)
  const node = plan.nodes.get(nodeOf(event.step))
  const part = event.part === 'catch' ? CATCH : FINALLY
  const body = node?.bodies[part]
  if (!scope || !node || !body || scope.part >= part) return
  cancelWithin(state, `${event.step}:`, event.at)
  scope.failure = event.failure ?? null
  if (event.part === 'catch') scope.caught = told(plan, scope.failure)
  scope.body = newBody(state.cancelling?.scopes.has(event.step) ? null : scope.body.parent, event.step)
  scope.part = part
  state.active.delete(event.step)
  openFrame(state, frameIn(event.step, part), body, scope.body, { output: entered(plan, event.part, scope.failure), at: event.at })
}

/** The part whose turn comes next, with what failed and isn't caught; null when the scope is at its end. */
export function nextPart(node: PlanNode, scope: ScopeState, failure: Failure | null): { part: ScopePart; failure: Failure | null } | null {
  const has = (part: number) => (node.bodies[part]?.nodes.length ?? 0) > 0
  if (failure && scope.part < CATCH && has(CATCH)) return { part: 'catch', failure }
  if (scope.part < FINALLY && has(FINALLY)) return { part: 'finally', failure }
  return null
}

/** Whether nothing in the current part is going on, or ever will. */
export function isPartOver(state: RunState, step: string, scope: ScopeState): boolean {
  if (scope.body.failure) return scope.body.busy === 0
  return scope.part === TRY ? scope.result !== undefined : state.frames.get(frameIn(step, scope.part))?.left === 0
}

/** What runs together in the loop or scope at this step now. */
export function bodyIn(state: RunState, step: string): BodyState | undefined {
  return state.scopes.get(step)?.body ?? state.loops.get(step)?.body
}

/** What the scope gives to later steps: whether all went well, and what it left; or what was caught. */
export function outcomeOf({ result, caught }: ScopeState): Json {
  return caught ? { ok: false, result: null, error: caught } : { ok: true, result: result ?? null, error: null }
}

/** What the entry of a part gives to the steps after it. */
function entered(plan: Plan, part: ScopePart, failure: Failure | null): Json {
  return part === 'catch' ? told(plan, failure) : { failed: failure !== null, error: told(plan, failure) }
}

function told(plan: Plan, failure: Failure | null): Json {
  return failure && { message: failure.error.message, code: failure.error.code, step: nameOf(plan, failure.step) }
}

function nameOf(plan: Plan, step: string): string {
  const node = plan.nodes.get(nodeOf(step))?.node
  return node ? node.label || node.key : ''
}
