import type { ManifestNode } from '@/flow/define/manifest'
import { resolveTemplate } from '@/flow/expressions/resolve-template'
import type { Scope } from '@/flow/expressions/scope'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'

/**
 * What a step gives before it has ever run: its app's example, or where its own settings make it, what they make. Undefined
 * for a step that gives nothing yet; what it gives is worked out only when somebody looks.
 */
export function exampleOf(
  { output, examples }: Pick<ManifestNode, 'output' | 'examples'>,
  params: JsonObject,
): ((scope: Scope) => Json) | undefined {
  const example = examples[0]?.output
  const always = example === undefined ? undefined : () => example
  if (typeof output.fieldsFrom === 'string') {
    const rows = namedRows(params[output.fieldsFrom])
    return rows.length > 0 ? (scope) => Object.fromEntries(rows.map(([name, value]) => [name, settledText(value, scope) ?? null])) : always
  }
  if (!isJsonObject(output.properties) || !isJsonObject(example)) return always
  const like = Object.entries(output.properties).flatMap(([name, field]): [string, string][] => {
    const param = isJsonObject(field) ? field.likeParam : undefined
    const text = typeof param === 'string' ? params[param] : undefined
    return typeof text === 'string' ? [[name, text]] : []
  })
  if (like.length === 0) return always
  return (scope) => {
    const made = like.map(([name, text]) => [name, settledText(text, scope)] as const)
    return { ...example, ...Object.fromEntries(made.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))) }
  }
}

function namedRows(rows: Json | undefined): [string, Json][] {
  return (Array.isArray(rows) ? rows : []).flatMap((row): [string, Json][] =>
    isJsonObject(row) && typeof row.name === 'string' && row.name.trim() !== '' && row.value !== undefined
      ? [[row.name.trim(), row.value]]
      : [],
  )
}

function settledText(value: Json, scope: Scope): Json | undefined {
  if (typeof value !== 'string') return value
  try {
    return resolveTemplate(value, scope)
  } catch {
    return undefined // not set up yet: the field itself says why
  }
}
