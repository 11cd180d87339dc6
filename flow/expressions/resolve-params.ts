import { isShown } from '@/flow/define/is-shown'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { Budget, MAX_UNITS } from './budget'
import { type Sight, sightOf } from './evaluate'
import { ExpressionError } from './expression-error'
import { compileTemplate } from './resolve-template'
import type { Scope } from './scope'
import { objectFrom, ownValue } from './value'

export type ResolvedParams = {
  values: JsonObject
  /** By field path in dots, e.g. `rules.0.left`: everything that went wrong, not just the first. */
  errors: Record<string, ExpressionError>
}

const MAX_DEPTH = 100

/**
 * Every text in the parameters, however deep, with its expressions evaluated. Fields whose schema says
 * `resolve: 'literal'` stay as typed; those that say `iteration` stay until each iteration of the container,
 * unless `phase` is `iteration`, which resolves those and only those. Hidden fields are left out: what somebody mapped
 * there before choosing something else must not fail the step.
 */
export function resolveParams(params: JsonObject, inputSchema: JsonObject, scope: Scope, phase: Phase = 'before'): ResolvedParams {
  return compileParams(params, inputSchema, phase)(scope)
}

type Phase = 'before' | 'iteration'

/** Parameters that are read once and resolved many times. */
export type CompiledParams = (scope: Scope) => ResolvedParams

export function compileParams(params: JsonObject, inputSchema: JsonObject, phase: Phase = 'before'): CompiledParams {
  const compile = (value: Json, schema: Json | undefined, path: string, depth: number, inIteration: boolean): Resolve => {
    const when = resolveOf(schema)
    const now = inIteration || when === 'iteration'
    if (when === 'literal' || depth > MAX_DEPTH) return () => value
    if (typeof value === 'string') return now === (phase === 'iteration') ? compileText(value, path) : () => value
    if (Array.isArray(value)) {
      const items = value.map((item, i) => compile(item, childSchema(schema, i, inputSchema), join(path, i), depth + 1, now))
      return (resolving) => items.map((resolve) => resolve(resolving))
    }
    return isJsonObject(value) ? compileFields(value, schema, path, depth + 1, now) : () => value
  }

  const compileFields = (values: JsonObject, schema: Json | undefined, path: string, depth: number, inIteration: boolean) => {
    const fields = isJsonObject(schema) && isJsonObject(schema.properties) ? schema.properties : {}
    const shown = Object.entries(values)
      .filter(([key]) => isShown(key, fields, values))
      .map(([key, value]) => {
        const resolve = compile(value, childSchema(schema, key, inputSchema), join(path, key), depth, inIteration)
        return [key, resolve] as const
      })
    if (shown.some(([key]) => key === '__proto__'))
      return (resolving: Resolving): JsonObject => objectFrom(shown.map(([key, resolve]) => [key, resolve(resolving)] as const))
    return (resolving: Resolving): JsonObject => {
      const resolved: JsonObject = {}
      for (const [key, resolve] of shown) resolved[key] = resolve(resolving)
      return resolved
    }
  }

  const resolveAll = compileFields(params, inputSchema, '', 0, false)
  return (scope) => {
    const resolving: Resolving = { ...sightOf(scope, new Budget(MAX_UNITS * 5)), errors: null }
    const values = resolveAll(resolving)
    return { values, errors: objectFrom(resolving.errors ?? []) }
  }
}

type Resolving = Sight & { errors: [string, ExpressionError][] | null }

type Resolve = (resolving: Resolving) => Json

function compileText(text: string, path: string): Resolve {
  if (!text.includes('{{')) return () => text
  const resolve = compileTemplate(text)
  return (resolving) => {
    try {
      return resolve(resolving)
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      resolving.errors ??= []
      resolving.errors.push([path, error])
      return null
    }
  }
}

function join(path: string, key: string | number): string {
  return path === '' ? `${key}` : `${path}.${key}`
}

function resolveOf(schema: Json | undefined): Json | undefined {
  return isJsonObject(schema) ? ownValue(schema, 'resolve') : undefined
}

/** The schema of a field or entry, through `$ref` and whichever alternative declares it. */
function childSchema(schema: Json | undefined, key: string | number, root: JsonObject, depth = 0): Json | undefined {
  if (!isJsonObject(schema) || depth > 8) return undefined
  const referenced = dereference(schema, root)
  if (referenced !== schema) return childSchema(referenced, key, root, depth + 1)
  const own = typeof key === 'number' ? schema.items : propertyOf(schema, key)
  if (own !== undefined) return dereference(own, root)
  const alternatives = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : []))
  for (const alternative of alternatives) {
    const found = childSchema(alternative, key, root, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

function propertyOf(schema: JsonObject, key: string): Json | undefined {
  const declared = isJsonObject(schema.properties) ? ownValue(schema.properties, key) : undefined
  return declared ?? (isJsonObject(schema.additionalProperties) ? schema.additionalProperties : undefined)
}

function dereference(schema: Json, root: JsonObject): Json {
  if (!isJsonObject(schema) || typeof schema.$ref !== 'string' || !schema.$ref.startsWith('#/')) return schema
  let target: Json | undefined = root
  for (const part of schema.$ref.slice(2).split('/')) target = isJsonObject(target) ? ownValue(target, part) : undefined
  return target ?? schema
}
