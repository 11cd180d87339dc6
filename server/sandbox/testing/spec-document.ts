import { z } from 'zod'

/** Of a request, or of the answer to it. */
export type Way = 'request' | 'answer'

export type Parameter = { in: 'path' | 'query' | 'header'; name: string; required: boolean; schema: unknown }

export type Operation = {
  method: string
  /** Matches the path; path parameters are its groups. */
  pattern: RegExp
  parameters: Parameter[]
  bodyRequired: boolean
  /** Schemas by content type. */
  bodies: Map<string, unknown>
  /** By status, then by content type. */
  answers: Map<string, Map<string, unknown>>
}

type Tree = Record<string, unknown>

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head']

const DocumentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** Every operation of an OpenAPI 3 document; the more literal path comes first. */
export function operationsIn(document: unknown): Operation[] {
  const places = Object.entries(DocumentSchema.parse(document).paths).sort(([a], [b]) => a.split('{').length - b.split('{').length)
  return places.flatMap(([path, place]) =>
    Object.entries(place).flatMap(([method, described]) => {
      if (!METHODS.includes(method)) return []
      const operation = treeOf(described)
      const parameters = [...listOf(place.parameters), ...listOf(operation.parameters)]
      const body = treeOf(dereferenced(document, operation.requestBody))
      const answers = Object.entries(treeOf(operation.responses))
      return [
        {
          method: method.toUpperCase(),
          pattern: patternOf(path),
          parameters: parameters.flatMap((parameter) => parameterOf(treeOf(dereferenced(document, parameter)))),
          bodies: contentOf(body.content),
          bodyRequired: body.required === true,
          answers: new Map(answers.map(([status, answer]) => [status, contentOf(treeOf(dereferenced(document, answer)).content)])),
        },
      ]
    }),
  )
}

/**
 * The same, with pointers leading into `root`, nothing let in that is not described, and for requests nothing that is
 * read-only. Parts of a composition stay open: each describes only its own share.
 */
export function pointersTo(node: unknown, way: Way, root: string, open = false): unknown {
  if (Array.isArray(node)) return node.map((item) => pointersTo(item, way, root, open))
  if (typeof node !== 'object' || node === null) return node
  const tree = treeOf(node)
  const copy: Tree = {}
  for (const [key, value] of Object.entries(tree)) {
    if (key === 'example' || key === 'examples' || key === 'default') continue
    if (key === '$ref' && typeof value === 'string') copy.$ref = value.startsWith('#') ? `${root}${value}` : value
    else if (key === 'nullable' && tree.type === undefined) continue
    else if (key.startsWith('exclusiveM') && typeof value === 'boolean') continue
    else if (key === 'properties') copy.properties = propertiesOf(treeOf(value), way, root)
    else copy[key] = pointersTo(value, way, root, ['allOf', 'anyOf', 'oneOf'].includes(key))
  }
  const closes = !open && isTree(tree.properties) && isSchema(tree) && tree.additionalProperties === undefined
  if (closes) copy.additionalProperties = false
  return copy
}

function propertiesOf(properties: Tree, way: Way, root: string): Tree {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, schema]) => way === 'answer' || treeOf(schema).readOnly !== true)
      .map(([name, schema]) => [name, pointersTo(schema, way, root)]),
  )
}

function isSchema({ type, allOf, anyOf, oneOf }: Tree): boolean {
  return (type === undefined || type === 'object') && !allOf && !anyOf && !oneOf
}

function parameterOf({ in: where, name, required, schema = {} }: Tree): Parameter[] {
  if ((where !== 'path' && where !== 'query' && where !== 'header') || typeof name !== 'string') return []
  return [{ in: where, name, required: required === true, schema }]
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{(\w+)\}/).map((part, at) => (at % 2 === 1 ? `(?<${part}>[^/]+)` : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${parts.join('')}$`, 'i')
}

function contentOf(content: unknown): Map<string, unknown> {
  return new Map(Object.entries(treeOf(content)).map(([type, described]) => [type.toLowerCase(), treeOf(described).schema]))
}

function dereferenced(document: unknown, node: unknown): unknown {
  const ref = treeOf(node).$ref
  if (typeof ref !== 'string') return node
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((inside, key) => treeOf(inside)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function treeOf(value: unknown): Tree {
  return isTree(value) ? value : {}
}
