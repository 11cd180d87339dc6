import { Budget } from '@/flow/expressions/budget'
import { FUNCTIONS } from '@/flow/expressions/functions'
import type { FunctionDoc } from '@/flow/expressions/library/define'
import { resolveTemplate } from '@/flow/expressions/resolve-template'
import type { Scope } from '@/flow/expressions/scope'
import { kindOf } from '@/flow/expressions/value'
import type { Json } from '@/flow/json'
import { preview } from '@/flow/mapping/preview'
import type { Ask } from './ask'
import { filtered, type PickEntry, type PickGroup, search } from './pick-entries'

/** More than this nobody reads; typing on narrows it down. */
const MOST_FUNCTIONS = 40
/** What one of them may spend on showing what it would make: with a large list in hand, typing must stay quick. */
const UNITS = 10_000

/**
 * What can be put where the caret stands, by what was typed so far: at most `most` pieces of data, and functions once all
 * data is shown.
 */
export function suggestionsFor(
  ask: Ask,
  groups: readonly PickGroup[],
  scope: Scope,
  ownerBefore: string | null,
  most = Number.POSITIVE_INFINITY,
): PickGroup[] {
  const owner = ask.kind === 'data' ? ownerBefore : ask.owner
  const data = ask.kind === 'data' || ask.owner === null ? search(groups, ask.query, most) : fieldsOf(ask.owner, ask.query, groups, most)
  if (countOf(data) >= most || (ask.query === '' && owner === null)) return data
  return [...data, ...functionsFor(ask.query, owner, scope)]
}

/** Is it something of one step that is asked for? Then no other has to be looked at. */
export function asksWithin(ask: Ask, groups: readonly PickGroup[]): boolean {
  const owner = ask.kind === 'inside' ? ask.owner : null
  return owner !== null && groups.some(({ root }) => owner.startsWith(root))
}

export function countOf(groups: readonly PickGroup[]): number {
  return groups.reduce((count, { entries }) => count + entries.length, 0)
}

/** What a value has inside it, however deep. */
function fieldsOf(owner: string, query: string, groups: readonly PickGroup[], most: number): PickGroup[] {
  const plain = owner.replaceAll('.?', '.')
  const wanted = query.toLowerCase()
  const near = groups.filter(({ root }) => plain.startsWith(root) || root.startsWith(plain))
  const isInside = ({ expression, name }: PickEntry) => {
    const rest = expression.startsWith(plain) ? expression.slice(plain.length) : ''
    if (!/^[.[]/.test(rest)) return false
    return wanted === '' || rest.slice(1).toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted)
  }
  return filtered(near, isInside, most)
}

function functionsFor(query: string, owner: string | null, scope: Scope): PickGroup[] {
  const value = owner === null ? undefined : attempt(owner, scope)
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = FUNCTIONS.filter((each) => value === undefined || takes(each, value))
    .map((each) => ({ each, place: placeOf(each, words) }))
    .filter(({ place }) => place < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.place - b.place)
    .slice(0, MOST_FUNCTIONS)
  if (fitting.length === 0) return []
  const entries = fitting.map(({ each }) => entryOf(each, owner, scope))
  const note = owner === null ? null : 'what can be made of it'
  return [{ heading: 'Functions', nodeType: null, note, root: owner ?? '', entries }]
}

/** Names that begin so come first, then names with it, then whatever speaks of it. */
function placeOf({ name, group, summary }: FunctionDoc, words: readonly string[]): number {
  const [first] = words
  if (first === undefined) return 0
  const lower = name.toLowerCase()
  if (words.length === 1 && lower.startsWith(first)) return 1
  if (words.length === 1 && lower.includes(first)) return 2
  const all = `${lower} ${group} ${summary.toLowerCase()}`
  return words.every((word) => all.includes(word)) ? 3 : Number.POSITIVE_INFINITY
}

function takes({ takes: kinds }: FunctionDoc, value: Json): boolean {
  if (kinds.includes('any')) return true
  const kind = kindOf(value)
  return kind === 'nothing' || kinds.some((each) => each === kind || (each === 'date' && kind === 'text' && isDate(value)))
}

function isDate(value: Json): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)
}

function entryOf({ name, signature, summary, needsMore }: FunctionDoc, owner: string | null, scope: Scope): PickEntry {
  const made = owner === null || needsMore ? undefined : attempt(`${owner}.${name}()`, scope)
  return {
    expression: `.${name}()`,
    name: signature.slice(signature.indexOf('.') + 1).replace(/ → .*/, ''),
    type: 'ƒ',
    value: made === undefined ? summary : preview(made),
    depth: 0,
    words: '',
  }
}

function attempt(source: string, scope: Scope): Json | undefined {
  try {
    return resolveTemplate(`{{ ${source} }}`, scope, new Budget(UNITS))
  } catch {
    return undefined // what it gives is not known here; it is offered all the same
  }
}
