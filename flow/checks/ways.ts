import { ERROR_PORT } from '../define/define'
import type { Node } from '../graph/graph'
import { mainPortOf, portsOf } from '../graph/ports'
import { inOrder } from './in-order'
import { nameOf, type Survey } from './survey'

/**
 * Which ways lead to a step: a run takes one way out of each step that has several, and what hangs on the others is skipped.
 * A way is what was taken where; a step has its turn when a run takes one of its ways. Of a step with more ways than can be
 * followed nothing is said.
 */
type Way = ReadonlyMap<Node, string>

const MOST_WAYS = 40
const LONGEST_WAY = 60

const ANYHOW: Way = new Map()

/** In which case a run that comes to `node` has passed `earlier` by, in words; undefined when it never has. */
export function passedByIn(survey: Survey): (node: Node, earlier: Node) => string | undefined {
  const exits = new Map<Node, readonly string[]>()
  const exitsOf = (node: Node): readonly string[] => {
    const found = exits.get(node) ?? takenBy(survey, node)
    exits.set(node, found)
    return found
  }
  const waysTo = waysIn(survey, exitsOf)

  return (node, earlier) => {
    const place = placeBeside(survey, node, earlier)
    const to = place === 'end' ? [ANYHOW] : place && waysTo(place)
    const past = waysTo(earlier)
    if (!to || !past || past.length === 0) return undefined
    for (const way of to) {
      const left = past.flatMap((each) => without(each, way) ?? [])
      if (!joined(left, exitsOf).some(({ size }) => size === 0)) return inWords(survey, left)
    }
    return undefined
  }
}

/**
 * The node, or what holds it, that stands beside the earlier one; the end of what the node itself does when that is in it. Of another
 * part of a scope nothing is said: it may have failed anywhere.
 */
function placeBeside(survey: Survey, node: Node, earlier: Node): Node | 'end' | undefined {
  if (earlier.parentId === node.id) return 'end'
  const seen = new Set<Node>()
  for (let at: Node | undefined = node; at && !seen.has(at); at = survey.nodes.get(at.parentId ?? '')) {
    if (at.parentId === earlier.parentId) return survey.partOf(at) === survey.partOf(earlier) ? at : undefined
    seen.add(at)
  }
  return undefined
}

/** The ports one of which a step takes when it is through. */
function takenBy(survey: Survey, node: Node): readonly string[] {
  const type = survey.typeOf(node)
  if (!type) return []
  return node.disabled ? [mainPortOf(node, type)] : portsOf(node, type).map(({ id }) => id)
}

function waysIn(survey: Survey, exitsOf: (node: Node) => readonly string[]): (node: Node) => readonly Way[] | undefined {
  const known = new Map<Node, readonly Way[] | undefined>()

  const led = (source: Node, port: string): readonly Way[] | undefined => {
    const ways = known.get(source)
    const exits = exitsOf(source)
    if (!ways || exits.length === 0) return ways
    if (!exits.includes(port)) return []
    return exits.length === 1 ? ways : ways.map((way) => new Map([...way, [source, port]]))
  }

  const find = (node: Node): readonly Way[] | undefined => {
    const lines = survey.in.get(node.id) ?? []
    if (lines.length === 0) return [ANYHOW]
    const [only, ...more] = lines
    const before = more.length === 0 ? survey.nodes.get(only?.source ?? '') : undefined
    if (only && before) return short(led(before, only.sourcePort))
    const ways: Way[] = []
    for (const { source, sourcePort } of lines) {
      const from = survey.nodes.get(source)
      const found = from && led(from, sourcePort)
      if (!found) return undefined
      ways.push(...found)
      if (ways.length > 10 * MOST_WAYS) return undefined
    }
    return short(joined(ways, exitsOf))
  }

  let isDone = false
  return (node) => {
    if (!isDone) for (const each of inOrder(survey)) known.set(each, find(each))
    isDone = true
    return known.get(node)
  }
}

function short(ways: readonly Way[] | undefined): readonly Way[] | undefined {
  return ways && ways.length <= MOST_WAYS && ways.every((way) => way.size <= LONGEST_WAY) ? ways : undefined
}

/** Ways that differ in one step alone and between them take all its ports are one way that does not ask about it. */
function joined(ways: readonly Way[], exitsOf: (node: Node) => readonly string[]): readonly Way[] {
  let now = distinct(ways)
  for (let before = -1; before !== now.length && now.length <= MOST_WAYS; ) {
    before = now.length
    for (const asked of new Set(now.flatMap((way) => [...way.keys()]))) {
      const rests = new Map<string, { rest: Way; ports: Set<string> }>()
      for (const way of now) {
        const port = way.get(asked)
        if (port === undefined) continue
        const rest = new Map([...way].filter(([node]) => node !== asked))
        const group = rests.get(nameFor(rest)) ?? { rest, ports: new Set() }
        group.ports.add(port)
        rests.set(nameFor(rest), group)
      }
      const whole = [...rests.values()].filter(({ ports }) => exitsOf(asked).every((port) => ports.has(port)))
      if (whole.length > 0) now = distinct([...now, ...whole.map(({ rest }) => rest)])
    }
  }
  return now
}

/** Without those that another one is part of. */
function distinct(ways: readonly Way[]): readonly Way[] {
  const each = [...new Map(ways.map((way) => [nameFor(way), way])).values()].sort((a, b) => a.size - b.size)
  const kept: Way[] = []
  for (const way of each) {
    if (kept.length > MOST_WAYS) break
    if (!kept.some((wider) => [...wider].every(([node, port]) => way.get(node) === port))) kept.push(way)
  }
  return kept
}

function nameFor(way: Way): string {
  return [...way]
    .map(([{ id }, port]) => `${id} ${port}`)
    .sort()
    .join()
}

/** What is left of a way for a run that is on another one; undefined when they part. */
function without(way: Way, taken: Way): Way | undefined {
  const left = [...way].filter(([node, port]) => taken.get(node) !== port)
  return left.some(([node]) => taken.has(node)) ? undefined : new Map(left)
}

function inWords(survey: Survey, left: readonly Way[]): string {
  const [way, ...others] = left
  const [asked, ...more] = way ?? []
  if (!asked || more.length > 0 || others.length > 0) return 'the run goes another way'
  const [node, port] = asked
  if (port === ERROR_PORT) return `${nameOf(node)} does not fail`
  const ports = portsOf(node, survey.typeOf(node))
  const label = ports.find(({ id }) => id === port)?.label.trim()
  if (ports.length === 2 && ports.some(({ id }) => id === ERROR_PORT)) return `${nameOf(node)} fails`
  return `${nameOf(node)} goes another way than “${label || port}”`
}
