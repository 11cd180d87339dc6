import { boundedCache } from './bounded-cache'
import { childrenOf, type ExpressionNode, parseExpression } from './environment'
import { ExpressionError } from './expression-error'
import { type KeyPlace, keyTokens } from './key-tokens'
import { macroFormOf } from './macros'
import { parseTemplate } from './parse-template'

/** A place where data is read: `steps.readInvoice.lines[0]` → root `steps`, key `readInvoice`, path `['lines', 0]`. */
export type Reference = {
  root: string
  /** The node's key, when the root is `steps` and the key is written out. */
  key?: string
  /** What follows the root (and key), as far as it is written out. */
  path: (string | number)[]
  /** False when a computed part follows: `steps.a[i]`. */
  complete: boolean
  /** Written with `.?`: may be missing. */
  optional: boolean
  /** Where it stands in the whole text. */
  start: number
  end: number
  /** Where the key stands, quotes included when it is written in brackets. */
  keyPosition?: { start: number; end: number }
}

/** All data that the `{{ … }}` in a text read, from their syntax; an expression that can't be read has none. */
export function referencesOf(text: string): Reference[] {
  if (!text.includes('{{')) return []
  return parseTemplate(text).flatMap((part) => {
    if (part.kind === 'text' || !part.closed) return []
    return referencesOfExpression(part.source).map((reference) => shift(reference, part.sourceStart))
  })
}

/** Where a text names steps by their keys: also in what is half typed and can't be read as it stands. */
export function keyPlaces(text: string): KeyPlace[] {
  if (!text.includes('{{')) return []
  return parseTemplate(text).flatMap((part) => {
    if (part.kind === 'text') return []
    const references = part.closed ? readReferences(part.source) : null
    const places = references?.flatMap(({ key, keyPosition }) => (key !== undefined && keyPosition ? { key, ...keyPosition } : []))
    return (places ?? keyTokens(part.source)).map(({ key, start, end }) => ({
      key,
      start: start + part.sourceStart,
      end: end + part.sourceStart,
    }))
  })
}

/** The text with every `steps.oldKey` turned into `steps.newKey`. */
export function renameReference(text: string, oldKey: string, newKey: string): string {
  return keyPlaces(text)
    .filter(({ key }) => key === oldKey)
    .sort((a, b) => b.start - a.start)
    .reduce((renamed, { start, end }) => {
      const quoted = /["']/.test(renamed.charAt(start))
      return renamed.slice(0, start) + (quoted ? JSON.stringify(newKey) : newKey) + renamed.slice(end)
    }, text)
}

export function referencesOfExpression(source: string): readonly Reference[] {
  return readReferences(source) ?? NONE
}

const NONE: readonly Reference[] = []

/** Null when the expression can't be read. */
const readReferences = boundedCache(2_000, (source: string): readonly Reference[] | null => {
  try {
    return collect(parseExpression(source), new Set())
  } catch (error) {
    if (error instanceof ExpressionError) return null
    throw error
  }
})

function collect(node: ExpressionNode, bound: ReadonlySet<string>): Reference[] {
  const chain = chainOf(node)
  if (chain && !bound.has(chain.root)) return [referenceFrom(chain, node), ...chain.computed.flatMap((inner) => collect(inner, bound))]
  const form = node.op === 'rcall' ? macroFormOf(node) : undefined
  if (form) {
    const inner = new Set([...bound, ...form.variables])
    return [...collect(form.receiver, bound), ...form.bodies.flatMap((body) => collect(body, inner))]
  }
  if (node.op === 'rcall' && node.args[1].op === 'id' && node.args[1].args === 'optional')
    return node.args[2].flatMap((arg) => collect(arg, bound))
  return childrenOf(node).flatMap((child) => collect(child, bound))
}

type Step = { name: string | number | undefined; start: number; end: number }
type Chain = { root: string; steps: Step[]; optional: boolean; computed: ExpressionNode[] }

/** The whole run of `.name` and `["name"]` above a root. */
function chainOf(node: ExpressionNode): Chain | undefined {
  switch (node.op) {
    case 'id':
      return { root: node.args, steps: [], optional: false, computed: [] }
    case '.':
    case '.?': {
      const below = chainOf(node.args[0])
      if (!below) return undefined
      const step = { name: node.args[1], start: node.pos, end: node.pos + node.args[1].length }
      return { ...below, steps: [...below.steps, step], optional: below.optional || node.op === '.?' }
    }
    case '[]':
    case '[?]': {
      const below = chainOf(node.args[0])
      if (!below) return undefined
      const index = node.args[1]
      const name = literalKey(index)
      const step = { name, start: index.start, end: index.end }
      const computed = name === undefined ? [...below.computed, index] : below.computed
      return { ...below, steps: [...below.steps, step], optional: below.optional || node.op === '[?]', computed }
    }
    default:
      return undefined
  }
}

function literalKey(node: ExpressionNode): string | number | undefined {
  if (node.op !== 'value') return undefined
  if (typeof node.args === 'string') return node.args
  return typeof node.args === 'bigint' || typeof node.args === 'number' ? Number(node.args) : undefined
}

function referenceFrom({ root, steps, optional }: Chain, node: ExpressionNode): Reference {
  const computedAt = steps.findIndex((step) => step.name === undefined)
  const written = computedAt === -1 ? steps : steps.slice(0, computedAt)
  const names = written.flatMap((step) => (step.name === undefined ? [] : [step.name]))
  const place = { complete: computedAt === -1, start: node.start, end: node.end }
  const [first] = written
  if (root !== 'steps' || first === undefined || typeof first.name !== 'string') return { root, path: names, optional, ...place }
  const keyPosition = { start: first.start, end: first.end }
  return { root, key: first.name, path: names.slice(1), optional, ...place, keyPosition }
}

function shift(reference: Reference, by: number): Reference {
  const { keyPosition: key } = reference
  const moved = { ...reference, start: reference.start + by, end: reference.end + by }
  return key ? { ...moved, keyPosition: { start: key.start + by, end: key.end + by } } : moved
}
