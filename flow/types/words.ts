import { type Filled, isNoneOf, type Type } from './type'

const WORDS: Record<Filled, string> = { text: 'text', number: 'a number', 'yes/no': 'yes or no', list: 'a list', object: 'a record' }

/** `text or a number`, as the end of a sentence. */
export function kindsInWords(kinds: Iterable<Filled>): string {
  const words = [...kinds].map((kind) => WORDS[kind])
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? 'empty')
}

export function typeInWords({ kinds, maybeEmpty }: Type): string {
  if (kinds === null) return 'anything'
  return kinds.size === 0 && maybeEmpty ? 'empty' : kindsInWords(kinds)
}

/** What is put behind a value to make it what is wanted, where that can be done without thinking. */
export function conversion(type: Type, wanted: readonly Filled[]): { label: string; call: string } | undefined {
  const only = type.kinds?.size === 1 ? [...type.kinds][0] : undefined
  if (wanted.includes('text') && (only === 'number' || only === 'yes/no')) return { label: 'Turn it into text', call: '.toText()' }
  if (wanted.includes('text') && only === 'list' && joins(type)) return { label: 'Join it to one text', call: '.join(", ")' }
  if (wanted.includes('text') && only === 'object') return { label: 'Turn it into text', call: '.toJson()' }
  if (wanted.includes('number') && only === 'text') return { label: 'Turn it into a number', call: '.toNumber()' }
  return undefined
}

function joins({ entry }: Type): boolean {
  return entry !== undefined && !isNoneOf(entry, ['text', 'number', 'yes/no'])
}

/** What stands in for a value that isn't there, until a person says better. */
export function fallbackFor(type: Type, wanted: readonly Filled[] | null): string {
  const kind = [...(type.kinds ?? [])].find((each) => !wanted || wanted.includes(each)) ?? wanted?.[0] ?? 'text'
  return FALLBACKS[kind]
}

const FALLBACKS: Record<Filled, string> = { text: '""', number: '0', 'yes/no': 'false', list: '[]', object: '{}' }
