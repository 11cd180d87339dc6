import type { Plan } from '@/flow/engine/plan'
import { frameOf, iterationOf, nodeOf } from '@/flow/engine/step'
import { isJsonObject } from '@/flow/json'
import { humanLabel } from '@/flow/mapping/human-label'
import type { Origin } from '@/flow/walk-back/origins-of'
import type { Place } from '@/flow/walk-back/place'
import type { Trail } from '@/flow/walk-back/walk-back'

export function stepInWords(step: string, plan: Plan): string {
  const label = plan.nodes.get(nodeOf(step))?.node.label ?? 'A step'
  const around = iterationOf(frameOf(step))
  const inLoop = around && plan.nodes.get(nodeOf(around.container))?.container !== 'scope'
  return inLoop ? `${label} (item ${(around.index + 1).toLocaleString()})` : label
}

/** `Extract ▸ Lines ▸ #2 ▸ Total`. */
export function placeInWords(place: Place, plan: Plan): string {
  const { step, path } = place
  const named = rowNameAt(place, plan)
  return [stepInWords(step, plan), ...(named ? [named, ...path.slice(3).map(partInWords)] : path.map(partInWords))].join(' ▸ ')
}

/** The last part with a name: what somebody would call the value. */
export function fieldInWords(place: Place, plan: Plan): string {
  const named = place.path.length === 3 ? rowNameAt(place, plan) : undefined
  return named ?? humanLabel(String(place.path.findLast((part) => typeof part === 'string') ?? 'It'))
}

/** How the way back ends, in a sentence. */
export function endInWords({ hops, end, missing }: Trail, from: Place, plan: Plan): string {
  const last = hops.at(-1) ?? from
  const name = stepInWords(last.step, plan)
  const [only] = end
  const alike = end.flatMap((origin) => (origin.kind === 'taken' ? origin.from : []))
  if (only?.kind === 'passed-over') return `${name} was passed over, so it gave nothing.`
  if (missing !== undefined) return `${name} gave no “${missing}”.`
  switch (only?.kind) {
    case 'arrived':
      return `It came in with ${name}.`
    case 'written':
      return `It stands in the settings of ${name}.`
    case 'variable':
      return end.length === 1 ? `It is the variable “${only.name}”.` : `${name} worked it out.`
    case 'taken':
      return `${name} took it over from ${alike.map((place) => placeInWords(place, plan)).join(' or ')}, which are the same.`
    case 'computed':
      return `${name} worked it out from ${listed(end.map((origin) => originInWords(origin, plan)))}.`
    default: {
      const given = only?.kind === 'made' ? (only.given ?? []) : []
      return `${name} made it.${given.length === 0 ? '' : ` It was given ${listed(given.map((place) => `“${fieldInWords(place, plan)}”`))}.`}`
    }
  }
}

function originInWords(origin: Origin, plan: Plan): string {
  if (origin.kind === 'variable') return `the variable “${origin.name}”`
  if (origin.kind !== 'computed' && origin.kind !== 'taken') return 'something of its own'
  return origin.missing === undefined
    ? placeInWords(origin.from, plan)
    : `“${origin.missing}”, which ${stepInWords(origin.from.step, plan)} did not give`
}

function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '')
}

function partInWords(part: string | number): string {
  return typeof part === 'number' ? `#${part + 1}` : humanLabel(part)
}

/** A row of `name` and `value` in what a step was given is called by its name. */
function rowNameAt({ step, side, path: [list, at, part] }: Place, plan: Plan): string | undefined {
  if (side === 'output' || part !== 'value' || typeof list !== 'string' || typeof at !== 'number') return undefined
  const rows = plan.nodes.get(nodeOf(step))?.node.params[list]
  const row = Array.isArray(rows) ? rows[at] : undefined
  return isJsonObject(row) && typeof row.name === 'string' ? humanLabel(row.name) : undefined
}
