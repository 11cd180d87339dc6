import { LIBRARY } from './library/catalogue'
import { type FunctionDoc, kindsOf, type LibraryFunction } from './library/define'
import { MACRO_DOCS } from './macro-docs'

/** The function library, for autocomplete, the docs and the tests that keep both honest. */
export const FUNCTIONS: readonly FunctionDoc[] = [...[...LIBRARY.values()].map(docOf), ...MACRO_DOCS]

function docOf(fn: LibraryFunction): FunctionDoc {
  const [first, ...more] = Object.values(fn.params)
  return {
    name: fn.name,
    group: fn.group,
    signature: signatureOf(fn),
    summary: fn.summary,
    examples: fn.examples,
    takes: first === undefined ? [] : kindsOf(first).kinds,
    needsMore: more.some((type) => !kindsOf(type).optional),
  }
}

function signatureOf({ name, params, returns }: { name: string; params: Record<string, string>; returns: string }): string {
  const [receiver = '', ...rest] = Object.keys(params)
  const written = rest.map((param) => {
    const type = params[param] ?? 'any'
    return type.endsWith('?') ? `${param}?: ${type.slice(0, -1)}` : `${param}: ${type}`
  })
  return `${receiver}.${name}(${written.join(', ')}) → ${returns}`
}
