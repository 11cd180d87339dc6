import { nodeOf } from '../engine/step'
import { isJsonObject, type Json } from '../json'
import { rowNamed } from './origins-of'
import { lookUp, type Path, type Place, type Seen } from './place'
import type { Trail } from './walk-back'

/** Where the way back goes on in another run: in the result that one gave back, or in what a step of a caller handed over. */
export type Across = { result: Path } | { given: Path; by: string }

const CALL = 'flow.call'
const GIVE_BACK = 'flow.return'

/** The step that called another flow, if the way back ends in the result of that, and what of the result it is. */
export function leadsInto({ plan }: Seen, { hops, end, missing }: Trail, from: Place): { step: string; across: Across } | null {
  const { step, side, path } = hops.at(-1) ?? from
  if (side !== 'output' || end[0]?.kind !== 'made') return null
  const node = plan.nodes.get(nodeOf(step))?.node
  if (node?.type !== CALL || node.params.wait === 'nothing') return null
  return { step, across: { result: missing === undefined ? path : [...path, missing] } }
}

/** What of the trigger the way back ends in, for the run that handed it over. */
export function leadsOut({ hops, end, missing }: Trail, from: Place): Path | null {
  if (end[0]?.kind !== 'arrived') return null
  const { path } = hops.at(-1) ?? from
  return missing === undefined ? path : [...path, missing]
}

/** Where it goes on in this run; null as long as the run has not come that far. */
export function placeAcross({ plan, state }: Seen, across: Across): Place | null {
  if ('result' in across) {
    for (const [step, { output }] of state.steps) {
      const node = plan.nodes.get(nodeOf(step))?.node
      if (node?.type === GIVE_BACK && lookUp(output, ['delivered']).value === true)
        return { step, side: 'input', path: ['result', ...across.result] }
    }
    return null
  }
  const { by: step, given } = across
  if (!state.steps.has(step)) return null
  const [name, ...rest] = given
  const row = name === undefined ? -1 : rowNamed(plan.nodes.get(nodeOf(step))?.node.params.inputs, name)
  return { step, side: 'input', path: row === -1 ? ['inputs'] : ['inputs', row, 'value', ...rest] }
}

/** As it stands in an address, and read from there: null for anything else. */
export function acrossInText(across: Across): string {
  return JSON.stringify(across)
}

export function acrossFrom(text: string): Across | null {
  const read = parsed(text)
  if (!isJsonObject(read)) return null
  if (isPath(read.result)) return { result: read.result }
  return isPath(read.given) && typeof read.by === 'string' ? { given: read.given, by: read.by } : null
}

function isPath(value: Json | undefined): value is (string | number)[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string' || typeof part === 'number')
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
