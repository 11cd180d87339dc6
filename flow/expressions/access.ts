import type { Json, JsonObject } from '@/flow/json'
import type { ExpressionNode } from './environment'
import { ExpressionError } from './expression-error'
import { missingField, missingItem, missingRoot } from './missing'
import type { Compile, Frame, Locals, Program } from './program'
import { isObjectValue, Optional, ownValue, phraseOf, type Value } from './value'

type AccessNode = Extract<ExpressionNode, { op: '.' | '[]' | '.?' | '[?]' }>

export function compileRoot(name: string, locals: Locals): Program {
  const slot = locals.get(name)
  if (slot !== undefined) return (frame) => frame.locals[slot] ?? null
  return (frame) => {
    const value = ownValue(frame.roots, name)
    if (value === undefined) throw missingRoot(name, Object.keys(frame.roots))
    return value
  }
}

/** `a.b` and `a[b]`: what is not there is an error, unless `a` is optional already. */
export function compileAccess(node: AccessNode, locals: Locals, compile: Compile): Program {
  const container = compile(node.args[0], locals)
  const key = compileKey(node, locals, compile)
  return (frame) => {
    const from = container(frame)
    const name = key(frame)
    if (from instanceof Optional) return from.value === undefined ? Optional.none : optionally(from.value, name)
    const found = lookUp(from, name)
    if (found !== undefined) return found
    throw missing(from, name, node)
  }
}

export function compileOptionalAccess(node: AccessNode, locals: Locals, compile: Compile): Program {
  const container = compile(node.args[0], locals)
  const key = compileKey(node, locals, compile)
  return (frame) => {
    const from = container(frame)
    const value = from instanceof Optional ? from.value : from
    return value === undefined ? Optional.none : optionally(value, key(frame))
  }
}

function compileKey(node: AccessNode, locals: Locals, compile: Compile): (frame: Frame) => string | number {
  if (node.op === '.' || node.op === '.?') {
    const name = node.args[1]
    return () => name
  }
  const index = compile(node.args[1], locals)
  return (frame) => {
    const value = index(frame)
    if (typeof value === 'string' || typeof value === 'number') return value
    if (typeof value === 'boolean') return String(value)
    throw new ExpressionError('type', `What stands in [ ] must be text or a number, and this is ${phraseOf(value)}.`)
  }
}

function optionally(container: Json, key: string | number): Value {
  const found = lookUp(container, key)
  return found === undefined ? Optional.none : new Optional(found)
}

export function lookUp(container: Json, key: string | number): Json | undefined {
  if (Array.isArray(container)) return typeof key === 'number' && Number.isInteger(key) && key >= 0 ? container[key] : undefined
  if (isObjectValue(container)) return ownValue(container, String(key))
  return undefined
}

/** The names of `a.b.c` that begins at a root; null for whatever is more than that, or longer than anybody writes. */
export function wayOf(node: ExpressionNode, locals: Locals): string[] | null {
  const names: string[] = []
  let at = node
  for (; at.op === '.' && names.length < LONGEST_WAY; at = at.args[0]) names.unshift(at.args[1])
  return at.op === 'id' && !locals.has(at.args) ? [at.args, ...names] : null
}

const LONGEST_WAY = 10

/** What is there; undefined where something on the way is missing, or has no fields. */
export function follow(roots: JsonObject, way: readonly string[]): Json | undefined {
  let found: Json | undefined = roots
  for (const name of way) {
    if (!isObjectValue(found)) return undefined
    found = ownValue(found, name)
  }
  return found
}

function missing(container: Value, key: string | number, node: AccessNode): ExpressionError {
  const owner = sourceOf(node.args[0])
  if (Array.isArray(container)) return missingItem(owner, container, key)
  if (isObjectValue(container)) return missingField(owner, container as JsonObject, String(key)) // the guard narrows a union TypeScript keeps open
  const path = `${owner}.${key}`
  if (container === null) {
    return new ExpressionError('missing', `${owner} is empty, so it has no ${key}.`, {
      path,
      hint: `If that is fine, write ${owner}.?${key} instead.`,
    })
  }
  return new ExpressionError('type', `${owner} is ${phraseOf(container)}, so it has no ${key}.`, { path })
}

function sourceOf(node: ExpressionNode): string {
  const source = node.input.slice(node.start, node.end)
  return source.length > 80 ? `${source.slice(0, 77)}…` : source
}
