import { RE2JS } from 're2js'
import { boundedCache } from '../bounded-cache'
import type { Budget } from '../budget'
import { ExpressionError } from '../expression-error'

/** RE2 has no backtracking, so no pattern can hang; what it costs is text × pattern, and that is charged. */
const MAX_PATTERN = 1_000

const compiled = boundedCache(200, (pattern: string): RE2JS => {
  if (pattern.length > MAX_PATTERN) throw new ExpressionError('failed', `A pattern may have ${MAX_PATTERN} characters at most.`)
  try {
    return RE2JS.compile(pattern)
  } catch {
    throw new ExpressionError('failed', `The pattern ${pattern.slice(0, 60)} can't be read.`, {
      hint: 'Patterns look like [A-Z]+-\\d{4}; looking ahead, looking behind and back references are not offered.',
    })
  }
})

export function matcherOf(pattern: string, text: string, budget: Budget) {
  const program = compiled(pattern)
  budget.spend(40 + Math.ceil((text.length * program.programSize()) / 8))
  return program.matcher(text)
}
