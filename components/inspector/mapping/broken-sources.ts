import { parseTemplate } from '@/flow/expressions/parse-template'
import type { Problem } from '@/flow/graph/problem'
import type { JsonObject } from '@/flow/json'
import { textAt } from '../text-at'

/** Which mappings of a step have something wrong with them, as they are written. */
export function brokenSources(problems: readonly Problem[], params: JsonObject): ReadonlySet<string> {
  const broken = new Set<string>()
  for (const { field, position, severity } of problems) {
    const text = severity === 'error' && position && field !== undefined ? textAt(params, field) : undefined
    if (text === undefined || !position) continue
    for (const part of parseTemplate(text)) {
      if (part.kind === 'expression' && part.start <= position.start && position.start < part.end) broken.add(part.source)
    }
  }
  return broken
}
