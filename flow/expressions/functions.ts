import { LIBRARY } from './library/catalogue'
import type { Example, FunctionGroup } from './library/define'

export type FunctionDoc = {
  name: string
  group: FunctionGroup
  /** `text.padStart(length: number, fill?: text) → text` */
  signature: string
  summary: string
  examples: readonly Example[]
}

/** The function library, for autocomplete, the docs and the tests that keep both honest. */
export const FUNCTIONS: readonly FunctionDoc[] = [...LIBRARY.values()].map((fn) => ({
  name: fn.name,
  group: fn.group,
  signature: signatureOf(fn),
  summary: fn.summary,
  examples: fn.examples,
}))

function signatureOf({ name, params, returns }: { name: string; params: Record<string, string>; returns: string }): string {
  const [receiver = '', ...rest] = Object.keys(params)
  const written = rest.map((param) => {
    const type = params[param] ?? 'any'
    return type.endsWith('?') ? `${param}?: ${type.slice(0, -1)}` : `${param}: ${type}`
  })
  return `${receiver}.${name}(${written.join(', ')}) → ${returns}`
}
