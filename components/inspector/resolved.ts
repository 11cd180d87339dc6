import { checkTemplate } from '@/flow/expressions/check-expression'
import { ExpressionError } from '@/flow/expressions/expression-error'
import { hasExpression } from '@/flow/expressions/parse-template'
import { referencesOf } from '@/flow/expressions/references'
import { resolveTemplate } from '@/flow/expressions/resolve-template'
import type { Json } from '@/flow/json'
import { preview } from '@/flow/mapping/preview'
import type { SampleScope } from './sample-scope'

/** What stands under a field: the value its mapping has now, or why it has none. */
export type Resolved = { kind: 'value'; text: string; isExample: boolean } | { kind: 'error'; text: string } | { kind: 'unknown' }

/** Null when there is nothing to say: plain text needs no explaining. */
export function resolved(value: Json | undefined, sample: SampleScope): Resolved | null {
  if (typeof value !== 'string' || !hasExpression(value)) return null
  const [unreadable] = checkTemplate(value)
  if (unreadable) return { kind: 'error', text: sentence(unreadable.message, unreadable.hint) }
  const examples = onlyExamples(value, sample)
  try {
    return { kind: 'value', text: preview(resolveTemplate(value, sample.scope)), isExample: examples }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    if (error.code === 'missing' && !sample.hasVariables && referencesOf(value).some(({ root }) => root === 'vars')) return null
    // An example shows the usual shape; what it lacks, real data may have.
    if (error.code === 'missing' && examples) return { kind: 'unknown' }
    return { kind: 'error', text: sentence(error.message, error.hint) }
  }
}

function onlyExamples(text: string, { before }: SampleScope): boolean {
  const keys = new Set(referencesOf(text).flatMap(({ key }) => key ?? []))
  return before.some(({ node, origin }) => keys.has(node.key) && origin === 'example')
}

function sentence(message: string, hint: string | undefined): string {
  return hint ? `${message} ${hint}` : message
}
