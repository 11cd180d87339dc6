import type { ManifestNode } from '../define/manifest'
import { TRY } from '../engine/parts'
import type { PlanNode } from '../engine/plan'
import { aroundStep, frameIn, frameOf, iterationOf, nodeOf, stepIn } from '../engine/step'
import { parseTemplate, soleExpression } from '../expressions/parse-template'
import { type Reference, referencesOf } from '../expressions/references'
import { isJsonObject, type Json, type JsonObject } from '../json'
import { fileIn, isLargeValue } from '../mapping/file-in'
import { givenTo } from './given-to'
import { itemsPicked } from './items-picked'
import { lookUp, type Path, type Place, type Seen } from './place'

/** Why a value is what it is, as far as the mappings tell. */
export type Origin =
  /** It was taken over from there as it is, or worked out from this, among others perhaps; `missing`: what the mapping asks for is not there. */
  | { kind: 'taken' | 'computed'; from: Place; missing?: string }
  | { kind: 'variable'; name: string }
  /** It stands in the settings of the step. */
  | { kind: 'written' }
  /** The step made it, of what it was `given` as far as it computes only; or the run came with it. */
  | { kind: 'made'; given?: Place[] }
  | { kind: 'arrived' }
  /** The step that should have made it was passed over. */
  | { kind: 'passed-over' }

/** What is declared of step types, by type: `fieldsFrom`, `likeParam`, `itemOf` and `listOf` of outputs say what is passed on as it is. */
export type StepTypes = Readonly<Record<string, Pick<ManifestNode, 'input' | 'output' | 'effect'> | undefined>>

/** One hop back from a value in a run: several where it was worked out from several. Never empty. */
export function originsOf(seen: Seen, types: StepTypes, place: Place): Origin[] {
  const node = seen.plan.nodes.get(nodeOf(place.step))
  if (!node) return [{ kind: 'made' }]
  return place.side === 'input' ? ofInput(seen, node, place) : ofOutput(seen, types, node, place)
}

function ofInput(seen: Seen, node: PlanNode, { step, path, pass }: Place): Origin[] {
  const { text, rest } = textAt(node.node.params, path)
  if (text === undefined) return [{ kind: 'written' }]
  const references = referencesOf(text)
  // What is taken from a pass sees all that ran in it.
  const from = pass === undefined ? step : frameIn(step, pass)
  const sole = soleExpression(parseTemplate(text))
  const [only, ...more] = references
  if (only && more.length === 0 && sole && isPath(only, sole)) return [ofReference(seen, from, only, [...only.path, ...rest], 'taken')]
  const origins = references.map((reference) => ofReference(seen, from, reference, reference.path, 'computed'))
  return origins.length > 0 ? origins : [{ kind: 'written' }]
}

function isPath({ complete, start, end }: Reference, { sourceStart, source }: { sourceStart: number; source: string }): boolean {
  return complete && start === sourceStart && end === sourceStart + source.length
}

function ofReference(seen: Seen, step: string, { root, key }: Reference, path: Path, kind: 'taken' | 'computed'): Origin {
  if (root === 'vars') return { kind: 'variable', name: String(path[0] ?? '') }
  if (root === 'trigger') return { kind, ...whereGiven(seen, seen.state.triggerNodeId ?? '', path) }
  const loop = aroundStep(step).find((container) => seen.plan.nodes.get(nodeOf(container))?.container !== 'scope')
  if (root === 'item' && loop) return ofItem(seen, step, loop, path)
  if (root !== 'steps' || key === undefined) return { kind: 'made' }
  const node = [...seen.plan.nodes.values()].find((each) => each.node.key === key)
  const around = node && aroundStep(step).find((container) => nodeOf(container) === node.id)
  if (around && path[0] === 'item') return ofItem(seen, step, around, path.slice(1))
  const made = node && stepSeen(seen, step, node.id)
  return made ? { kind, ...whereGiven(seen, made, path) } : { kind: 'made' }
}

/** The place in what a step gave, as far down as there is something. What lies beside the journal is taken to be as the mapping has it. */
function whereGiven({ state }: Seen, step: string, path: Path): { from: Place; missing?: string } {
  const output = state.steps.get(step)?.output
  const { depth } = lookUp(output, path)
  const missing = path[depth]
  const end = missing === undefined ? null : fileIn(lookUp(output, path.slice(0, depth)).value)
  if (end && isLargeValue(end)) return { from: { step, side: 'output', path } }
  return { from: { step, side: 'output', path: path.slice(0, depth) }, ...(missing === undefined ? {} : { missing: `${missing}` }) }
}

/** An item stands in the list that the loop was given; what a later pass of a repeat is given, the pass before left. */
function ofItem(seen: Seen, step: string, loop: string, path: Path): Origin {
  const index = passAround(step, loop)
  if (seen.plan.nodes.get(nodeOf(loop))?.container !== 'repeat')
    return { kind: 'taken', from: { step: loop, side: 'input', path: ['items', index, ...path] } }
  if (index === 0) return { kind: 'taken', from: { step: loop, side: 'input', path: ['start', ...path] } }
  return { kind: 'taken', from: { step: loop, side: 'input', path: ['collect', ...path], pass: index - 1 } }
}

function passAround(step: string, loop: string): number {
  for (let around = iterationOf(frameOf(step)); around; around = iterationOf(frameOf(around.container))) {
    if (around.container === loop) return around.index
  }
  return 0
}

/** The step of this node that `step` saw: in its own pass, in those around it, or in a part of a scope whose turn was before. */
function stepSeen({ state }: Seen, step: string, nodeId: string): string | undefined {
  for (let frame = frameOf(step); ; ) {
    if (state.steps.has(stepIn(frame, nodeId))) return stepIn(frame, nodeId)
    const around = iterationOf(frame)
    if (!around) return undefined
    for (let part = TRY; part < around.index && state.scopes.has(around.container); part++) {
      const earlier = stepIn(frameIn(around.container, part), nodeId)
      if (state.steps.has(earlier)) return earlier
    }
    frame = frameOf(around.container)
  }
}

function ofOutput(seen: Seen, types: StepTypes, node: PlanNode, { step, path }: Place): Origin[] {
  if (node.kind === 'trigger') return [{ kind: 'arrived' }]
  const type = Object.hasOwn(types, node.node.type) ? types[node.node.type] : undefined
  if (!type) return [{ kind: 'made' }]
  const passed = passedOn(seen, node, step, type.output, path)
  if (passed.length > 0) return passed
  const given = type.effect === 'none' && !node.container ? givenTo(step, node.node.params, type.input) : []
  return [{ kind: 'made', ...(given.length > 0 ? { given } : {}) }]
}

/** The parameter this piece of the output is, or the items of one that it may be, where the step's type declares that. */
function passedOn(seen: Seen, node: PlanNode, step: string, output: JsonObject, path: Path): Origin[] {
  const { state } = seen
  const taken = (from: Omit<Place, 'step' | 'side'>): Origin => ({ kind: 'taken', from: { step, side: 'input', ...from } })
  const picked = (param: string, depth: number) =>
    itemsPicked(seen, node, step, param, path.slice(0, depth)).map((at) => taken({ path: [param, at, ...path.slice(depth)] }))
  let schema: Json | undefined = output
  let pass: number | undefined
  for (let at = 0; at <= path.length && isJsonObject(schema); at++) {
    const { likeParam, fieldsFrom, itemOf, listOf, properties, items }: JsonObject = schema
    const part = path[at]
    if (typeof likeParam === 'string' && node.container) {
      const loop = state.loops.get(step)
      const ended = pass ?? (loop ? loop.collected - 1 : TRY)
      return [taken({ path: [likeParam, ...path.slice(at)], pass: ended })]
    }
    if (typeof fieldsFrom === 'string' && part !== undefined) {
      const row = rowNamed(node.node.params[fieldsFrom], part)
      return row === -1 ? [] : [taken({ path: [fieldsFrom, row, 'value', ...path.slice(at + 1)] })]
    }
    if (typeof likeParam === 'string' && part === undefined) return [{ kind: 'computed', from: { step, side: 'input', path: [likeParam] } }]
    if (typeof itemOf === 'string') return picked(itemOf, at)
    if (typeof listOf === 'string' && typeof part === 'number') return picked(listOf, at + 1)
    if (typeof part === 'number') {
      pass ??= part
      schema = items
    } else schema = isJsonObject(properties) && part !== undefined && Object.hasOwn(properties, part) ? properties[part] : undefined
  }
  return []
}

export function rowNamed(rows: Json | undefined, name: string | number): number {
  return Array.isArray(rows) ? rows.findIndex((row) => isJsonObject(row) && typeof row.name === 'string' && row.name.trim() === name) : -1
}

/** The text of the settings this piece of the input comes of, and what of the path leads on into its value. */
function textAt(params: JsonObject, path: Path): { text?: string; rest: Path } {
  let value: Json | undefined = params
  for (let at = 0; at <= path.length; at++) {
    if (typeof value === 'string') return { text: value, rest: path.slice(at) }
    value = lookUp(value, path.slice(at, at + 1)).value
  }
  return { rest: [] }
}
