import type { ManifestNode } from '@/flow/define/manifest'
import { resolveTemplate } from '@/flow/expressions/resolve-template'
import type { Scope } from '@/flow/expressions/scope'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'

/** What a step gives before it has ever run: its app's example, or where its own settings make it, what they make. */
export function exampleOf(
  { output, examples }: Pick<ManifestNode, 'output' | 'examples'>,
  params: JsonObject,
  scope: Scope,
): Json | undefined {
  const example = examples[0]?.output
  if (typeof output.fieldsFrom === 'string') return recordFrom(params[output.fieldsFrom], scope) ?? example
  if (!isJsonObject(output.properties) || !isJsonObject(example)) return example
  const made = Object.entries(output.properties).flatMap(([name, field]): [string, Json][] => {
    const param = isJsonObject(field) ? field.likeParam : undefined
    const value = typeof param === 'string' && typeof params[param] === 'string' ? settledText(params[param], scope) : undefined
    return value === undefined ? [] : [[name, value]]
  })
  return { ...example, ...Object.fromEntries(made) }
}

function recordFrom(rows: Json | undefined, scope: Scope): Json | undefined {
  const named = (Array.isArray(rows) ? rows : []).flatMap((row): [string, Json][] =>
    isJsonObject(row) && typeof row.name === 'string' && row.name.trim() !== '' && row.value !== undefined
      ? [[row.name.trim(), settledText(row.value, scope) ?? null]]
      : [],
  )
  return named.length > 0 ? Object.fromEntries(named) : undefined
}

function settledText(value: Json, scope: Scope): Json | undefined {
  if (typeof value !== 'string') return value
  try {
    return resolveTemplate(value, scope)
  } catch {
    return undefined // not set up yet: the field itself says why
  }
}
