import { type ClassValue, clsx } from 'clsx'
import { kindOf, kindsUnder } from './class-kinds'

/** Classes as one text. Of two that set the same under the same condition, only the later one stays: a part's own look gives way to its user's. */
export function cn(...classes: ClassValue[]): string {
  const text = clsx(classes)
  const known = merged.get(text)
  if (known !== undefined) return known
  const made = lastOfEachKind(text)
  if (merged.size >= MOST_KEPT) merged.clear()
  merged.set(text, made)
  return made
}

/** The same texts come again and again. */
const merged = new Map<string, string>()
const MOST_KEPT = 500

/** `hover:`, `sm:`, `data-[state=open]:` and the like, and the mark of what is important. */
const CONDITIONS = /^(?:(?:[^[\]:]|\[(?:[^[\]]|\[[^\]]*\])*\])*:)*!?/

function lastOfEachKind(text: string): string {
  const taken = new Set<string>()
  const kept: string[] = []
  for (const name of text.split(' ').reverse()) {
    const [conditions = ''] = CONDITIONS.exec(name) ?? []
    const kind = kindOf(name.slice(conditions.length))
    if (kind !== undefined) {
      if (taken.has(conditions + kind)) continue
      for (const each of [kind, ...kindsUnder(kind)]) taken.add(conditions + each)
    }
    kept.push(name)
  }
  return kept.reverse().join(' ')
}
