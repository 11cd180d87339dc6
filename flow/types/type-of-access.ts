import type { ExpressionNode } from '../expressions/environment'
import { didYouMean, nearestName } from '../expressions/suggest'
import { type Context, type Fix, isGuarded, named, positionOf, sourceOf, type TypeOf } from './issue'
import { askedFor } from './needs'
import { type AccessNode, isAccess, stepType } from './step-type'
import { canBe, type FieldOfType, isNoneOf, NUMBER, optional, present, type Type, UNKNOWN } from './type'
import { fallbackFor, typeInWords } from './words'

/** `outer`: the whole of the path that this is part of, for which a fallback is given. */
export function typeOfAccess(node: AccessNode, context: Context, typeOf: TypeOf, outer: ExpressionNode): Type {
  const whole = stepType(node, context, outer)
  if (whole) return whole
  const [owner] = node.args
  const asks = node.op === '.?' || node.op === '[?]'
  const from = ownerType(owner, context, typeOf, outer)
  const key = keyOf(node, context, typeOf)
  const step = { node, from, context, outer }
  const absent = from.maybeAbsent || asks
  const found = key === undefined ? computed(from) : typeof key === 'number' ? entryOf(step, absent) : fieldOf(step, key, absent)
  if (!absent && from.maybeEmpty) ownerMayBeEmpty(step, outer === node ? found : UNKNOWN)
  return absent ? optional(found) : found
}

function ownerType(owner: ExpressionNode, context: Context, typeOf: TypeOf, outer: ExpressionNode): Type {
  return isAccess(owner) ? typeOfAccess(owner, context, typeOf, outer) : typeOf(owner, context)
}

function keyOf(node: AccessNode, context: Context, typeOf: TypeOf): string | number | undefined {
  if (node.op === '.' || node.op === '.?') return node.args[1]
  const index = node.args[1]
  if (index.op === 'value' && typeof index.args === 'string') return index.args
  if (index.op === 'value' && (typeof index.args === 'bigint' || typeof index.args === 'number')) return Number(index.args)
  return typeOf(index, context) === NUMBER ? 0 : undefined
}

type Step = { node: AccessNode; from: Type; context: Context; outer: ExpressionNode }

function computed(from: Type): Type {
  return from.entry && !canBe(from, 'object') ? from.entry : UNKNOWN
}

function entryOf({ node, from, context }: Step, asks: boolean): Type {
  if (!asks && isNoneOf(from, ['list', 'object'])) {
    const message = `${named(node.args[0], context)} is ${typeInWords(from)}, so it has no entries.`
    report(context, from, { code: 'wrong-type', message, position: positionOf(node) })
  }
  return canBe(from, 'object') && !canBe(from, 'list') ? UNKNOWN : (from.entry ?? UNKNOWN)
}

function fieldOf(step: Step, key: string, asks: boolean): Type {
  const { node, from, context } = step
  if (isNoneOf(from, ['object'])) {
    if (!asks) notARecord(step, key)
    return UNKNOWN
  }
  const field = from.fields.get(key)
  if (field) {
    if (!field.isSure && !asks) mayBeMissing(step, field)
    return field.type
  }
  if (from.rest) return from.rest
  if (!asks && from.kinds !== null && !isGuarded(node, context) && (from.closed || from.isLearned)) unknownField(step, key)
  return UNKNOWN
}

function notARecord({ node, from, context }: Step, key: string): void {
  const owner = sourceOf(node.args[0])
  const list = from.kinds?.size === 1 && from.kinds.has('list')
  report(context, from, {
    code: 'wrong-type',
    message: `${named(node.args[0], context)} is ${typeInWords(from)}, so it has no ${key}.`,
    hint: list ? `For the first entry write ${owner}[0].${key}, for all of them ${owner}.map(x, x.${key}).` : undefined,
    position: positionOf(node),
  })
}

function ownerMayBeEmpty({ node, from, context, outer }: Step, found: Type): void {
  const owner = node.args[0]
  if (isGuarded(owner, context)) return
  report(context, from, {
    code: 'may-be-empty',
    message: `${named(owner, context)} may be empty, and then it has no ${String(isAccess(node) && typeof node.args[1] === 'string' ? node.args[1] : 'entries')}.`,
    hint: 'Say what to use then.',
    position: positionOf(owner),
    fix: askedFor(outer, fallbackFor(found, null), context, isAccess(owner) ? owner : node),
  })
}

function mayBeMissing({ node, context, from, outer }: Step, { type }: FieldOfType): void {
  if (isGuarded(node, context)) return
  report(context, from, {
    code: 'may-be-empty',
    message: `${named(node, context)} may be missing.`,
    hint: 'Say what to use then.',
    position: positionOf(node),
    fix: askedFor(outer, fallbackFor(outer === node ? type : UNKNOWN, null), context, node),
  })
}

function unknownField({ node, from, context }: Step, key: string): void {
  const owner = node.args[0]
  const names = [...from.fields.keys()]
  const nearest = nearestName(key, names)
  const start = node.op === '.' ? node.pos : undefined
  const fix: Fix | undefined =
    nearest !== undefined && start !== undefined && /^[A-Za-z_]\w*$/.test(nearest)
      ? { label: `Use ${nearest}`, changes: [{ start, end: start + key.length, insert: nearest }] }
      : undefined
  const has = names.length === 0 ? 'It is empty.' : `It has ${names.slice(0, 6).join(', ')}.`
  report(context, from, {
    code: 'unknown-reference',
    message: from.closed
      ? `${context.scope.nameOf?.(sourceOf(owner)) ?? sourceOf(owner)} has no ${key}.`
      : `The last data of ${named(owner, context)} had no ${key}.`,
    hint: didYouMean(key, names) ?? has,
    position: positionOf(node),
    path: `${sourceOf(owner)}.${key}`,
    fix,
  })
}

type Said = Omit<Parameters<Context['report']>[0], 'isSure'>

function report({ report, isBranch }: Context, from: Type, issue: Said): void {
  const isSure = !from.isLearned || (issue.code === 'unknown-reference' && from.closed)
  if (isSure || !isBranch) report({ ...issue, isSure })
}

/** What a path gives as it stands, optionals settled. */
export function settled(type: Type): Type {
  return type.maybeAbsent ? { ...present(type), maybeEmpty: true } : type
}
