import type { Json, JsonObject } from '@/flow/json'
import { ExpressionError } from './expression-error'
import { didYouMean } from './suggest'

/** Errors that say which data is missing, by its whole path, and what was likely meant. */
export function missingRoot(name: string, known: string[]): ExpressionError {
  const hint =
    name === 'item' || name === 'index'
      ? `${name} exists inside a loop only.`
      : (didYouMean(name, known) ?? `An expression starts with ${known.map((root) => root).join(', ')}.`)
  return new ExpressionError('missing', `There is nothing called ${name}.`, { path: name, hint })
}

export function missingField(owner: string, container: JsonObject, key: string): ExpressionError {
  const path = pathTo(owner, key)
  const names = Object.keys(container)
  if (owner === 'steps') {
    return new ExpressionError('missing', `There is no output of a step called ${key}.`, {
      path,
      hint: didYouMean(key, names) ?? 'The step comes later, was skipped, or has another name.',
    })
  }
  const hint = didYouMean(key, names) ?? (names.length === 0 ? 'It is empty.' : `It has ${listed(names)}.`)
  return new ExpressionError('missing', `${shortName(owner)} has no ${key}.`, { path, hint })
}

export function missingItem(owner: string, list: Json[], key: string | number): ExpressionError {
  const path = `${owner}[${typeof key === 'number' ? key : JSON.stringify(key)}]`
  if (typeof key === 'string') {
    return new ExpressionError('type', `${shortName(owner)} is a list, so it has no ${key}.`, {
      path: pathTo(owner, key),
      hint: `For the first entry write ${owner}[0].${key}, for all of them ${owner}.map(x, x.${key}).`,
    })
  }
  const count = list.length === 0 ? 'is empty' : list.length === 1 ? 'has 1 entry' : `has ${list.length} entries`
  return new ExpressionError('missing', `${shortName(owner)} ${count}, so there is no [${key}].`, { path, hint: 'Counting starts at 0.' })
}

/** `steps.readInvoice` is known to people as `readInvoice`. */
function shortName(owner: string): string {
  return /^steps\.(\w+)$/.exec(owner)?.[1] ?? owner
}

function pathTo(owner: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${owner}.${key}` : `${owner}[${JSON.stringify(key)}]`
}

function listed(names: string[]): string {
  const shown = names.slice(0, 6).map((name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name))
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ')
}
