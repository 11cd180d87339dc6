const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
const WORDS_OF_THE_GRAMMAR = new Set(['in', 'true', 'false', 'null'])

/** The expression of a field of what another expression gives: `steps.a.total`, `steps.a["odd name"]`, `steps.a[0]`. */
export function fieldExpression(owner: string, key: string | number): string {
  if (typeof key === 'number') return `${owner}[${key}]`
  return NAME.test(key) && !WORDS_OF_THE_GRAMMAR.has(key) ? `${owner}.${key}` : `${owner}[${JSON.stringify(key)}]`
}
