import type { Node } from '../graph/graph'
import { isJsonObject, type Json, type JsonObject } from '../json'
import type { Skipped, TypedScope } from '../types/issue'
import { type ReadText, readText } from '../types/read-text'
import { refine } from '../types/refine'
import { type FieldOfType, listOf, NUMBER, objectOf, TEXT, type Type, UNKNOWN, YES_NO } from '../types/type'
import { type ByParams, dependsOnParams, typeOfOutput } from '../types/type-of-schema'
import { typeOfText } from '../types/type-of-text'
import { learnedFrom, typeOfValue } from '../types/type-of-value'
import { inOrder } from './in-order'
import type { Sight } from './sight'
import { mayGive, typeOfAnyStart } from './starts'
import { nameOf, type Survey } from './survey'
import { passedByIn } from './ways'

/** By node: what data was like that it gave the last time. */
export type Seen = ReadonlyMap<string, Type>

export type Typing = {
  /** What a node gives, by its declaration, its parameters and what was seen of it. */
  outputOf(node: Node): Type
  /** What a mapping of this node may read. */
  scopeOf(node: Node, text: ReadText, inIteration: boolean): TypedScope
}

/** Types lean on types before them; of what leans on more than this nothing is said. */
const MAX_DEPTH = 150

export function typingOf(
  survey: Survey,
  { sight, startsOf }: { sight: (from: Node, wanted: Node, inIteration: boolean) => Sight; startsOf: (node: Node) => readonly Node[] },
  { variables, seen }: { variables: JsonObject | undefined; seen: Seen | undefined },
): Typing {
  const byKey = new Map([...survey.graph.nodes].reverse().map((node) => [node.key, node]))
  const outputs = new Map<string, Type>()
  const items = new Map<string, Type>()
  const vars = variables ? typeOfVariables(variables) : UNKNOWN
  let depth = 0

  /** Remembers what is worked out, and does not follow what leads back to itself. */
  const once = (known: Map<string, Type>, id: string, find: () => Type): Type => {
    const found = known.get(id)
    if (found) return found
    if (depth >= MAX_DEPTH) return UNKNOWN
    known.set(id, UNKNOWN)
    depth++
    const type = find()
    depth--
    known.set(id, type)
    return type
  }

  const outputOf = (node: Node): Type => once(outputs, node.id, () => output(node))

  const output = (node: Node): Type => {
    const about = survey.typeOf(node)
    // A step that may have failed gives its error instead, so nothing is sure about its fields.
    if (!about || node.onError !== 'fail') return UNKNOWN
    const declared = typeOfOutput(about.output, byParams(node))
    const shown = node.sample === undefined ? seen?.get(node.id) : learnedFrom(node.sample)
    return shown ? refine(declared, shown) : declared
  }

  const byParams = (node: Node): ByParams => ({
    like: (param) => ofParam(node, param),
    fieldsFrom: (param) => {
      const rows = node.params[param]
      if (!Array.isArray(rows) || rows.length === 0) return UNKNOWN
      return objectOf(
        rows.flatMap((row): [string, FieldOfType][] => {
          if (!isJsonObject(row) || typeof row.name !== 'string' || row.name.trim() === '') return []
          const type = typeof row.kind === 'string' ? ofKind(row.kind) : ofValue(node, row.value ?? null, false)
          return [[row.name.trim(), { type, isSure: true }]]
        }),
        true,
      )
    },
  })

  const ofParam = (node: Node, param: string): Type => {
    const fields = survey.typeOf(node)?.input.properties
    const field = isJsonObject(fields) && Object.hasOwn(fields, param) ? fields[param] : undefined
    const about = isJsonObject(field) ? field : {}
    const value = Object.hasOwn(node.params, param) ? node.params[param] : about.default
    return value === undefined ? UNKNOWN : ofValue(node, value, about.resolve === 'iteration')
  }

  const ofValue = (node: Node, value: Json, inIteration: boolean): Type => {
    if (typeof value === 'string' && value.includes('{{')) {
      const read = readText(value)
      return typeOfText(read, scopeOf(node, read, inIteration)).type
    }
    return holdsMapping(value) ? UNKNOWN : typeOfValue(value)
  }

  const itemOf = (loop: Node): Type =>
    once(items, loop.id, () => {
      if (survey.typeOf(loop)?.container !== 'for-each') return UNKNOWN
      return ofParam(loop, 'items').entry ?? UNKNOWN
    })

  const triggers = new Map<string, Type>()
  const triggerFor = (node: Node): Type => {
    const starts = startsOf(node)
    return once(triggers, starts.map(({ id }) => id).join(), () => typeOfAnyStart(starts.map(outputOf)))
  }

  const passedBy = passedByIn(survey)

  /** Without its data in some runs: those that another start begins, and those that take a way past it. */
  const skippedFor = (node: Node, wanted: Node): Skipped | undefined => {
    const own = startsOf(wanted)
    const others = startsOf(node).filter((start) => !own.includes(start))
    if (own.length === 0 || others.length === 0) {
      const when = passedBy(node, wanted)
      return when === undefined ? undefined : { when, isInTrigger: () => false }
    }
    const isStart = survey.typeOf(wanted)?.kind === 'trigger'
    return {
      when: `${others.map(nameOf).join(' or ')} begins the run`,
      isInTrigger: (field) => isStart && startsOf(node).every((start) => mayGive(outputOf(start), field)),
    }
  }

  const scopeOf = (node: Node, { references }: ReadText, inIteration: boolean): TypedScope => {
    const steps: Record<string, Type> = Object.create(null)
    const skipped: Record<string, Skipped> = Object.create(null)
    for (const { key } of references) {
      const wanted = key === undefined ? undefined : byKey.get(key)
      if (key === undefined || !wanted || key in steps) continue
      const { kind } = sight(node, wanted, inIteration)
      if (kind !== 'hidden') steps[key] = kind === 'loop' ? inLoop(itemOf(wanted)) : outputOf(wanted)
      const skips = kind === 'output' ? skippedFor(node, wanted) : undefined
      if (skips) skipped[key] = skips
    }
    const loop = loopAround(survey, node, inIteration)
    const trigger = triggerFor(node)
    return { steps, skipped, trigger, vars, ...(loop ? { item: itemOf(loop) } : {}) }
  }

  const leaning = new Set(
    survey.graph.nodes.filter((node) => {
      const about = survey.typeOf(node)
      return about !== undefined && dependsOnParams(about.output)
    }),
  )
  // In the order of the lines, so that each finds what it leans on.
  if (leaning.size > 0) for (const node of inOrder(survey)) if (leaning.has(node)) outputOf(node)
  return { outputOf, scopeOf }
}

function inLoop(item: Type): Type {
  return objectOf(
    [
      ['item', { type: item, isSure: true }],
      ['index', { type: NUMBER, isSure: true }],
    ],
    true,
  )
}

function loopAround(survey: Survey, node: Node, inIteration: boolean): Node | undefined {
  const seen = new Set<Node>()
  for (let at = inIteration ? node : parentOf(survey, node); at && !seen.has(at); at = parentOf(survey, at)) {
    if (survey.typeOf(at)?.container !== 'scope') return at
    seen.add(at)
  }
  return undefined
}

function parentOf(survey: Survey, node: Node): Node | undefined {
  return survey.nodes.get(node.parentId ?? '')
}

/** Their names; what is in them may change its form at any time. */
function typeOfVariables(variables: JsonObject): Type {
  return objectOf(
    Object.keys(variables).map((name) => [name, { type: UNKNOWN, isSure: true }] as const),
    true,
  )
}

function ofKind(declared: string): Type {
  const type = KINDS[declared.replace('?', '')] ?? UNKNOWN
  return declared.endsWith('?') ? { ...type, maybeEmpty: true } : type
}

const KINDS: Readonly<Record<string, Type>> = { text: TEXT, number: NUMBER, boolean: YES_NO, list: listOf(UNKNOWN) }

function holdsMapping(value: Json): boolean {
  if (typeof value === 'string') return value.includes('{{')
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsMapping)
}
