import { didYouMean } from '../expressions/suggest'
import type { Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import type { JsonObject } from '../json'
import { describeExpression } from '../mapping/describe'
import type { TypeIssue } from '../types/issue'
import { mended, typeOfText } from '../types/type-of-text'
import { misfitOf } from './misfit-of-mapping'
import { type FieldRead, readTexts } from './read-texts'
import { sightIn } from './sight'
import { startsIn } from './starts'
import { nameOf, type Survey } from './survey'
import { type Seen, typingOf } from './typing'
import { upstreamIn } from './upstream'

type Known = { variables?: JsonObject | undefined; seen?: Seen | undefined }

/** Every mapping can be read, reads data that is there by then, and gives what its field takes. */
export function checkReferences(survey: Survey, known: Known = {}): Problem[] {
  const texts = survey.graph.nodes.flatMap((node) => {
    const type = survey.typeOf(node)
    return type && !node.disabled ? readTexts(node, type).map((text) => ({ node, text })) : []
  })
  if (texts.length === 0) return []
  const check = checker(survey, known)
  return texts.flatMap(({ node, text }) => check(node, text))
}

function checker(survey: Survey, { variables, seen }: Known): (node: Node, text: FieldRead) => Problem[] {
  const runsBefore = upstreamIn(survey)
  const sight = sightIn(survey, runsBefore)
  const typing = typingOf(survey, { sight, startsOf: startsIn(survey, runsBefore) }, { variables, seen })
  const byKey = new Map([...survey.graph.nodes].reverse().map((node) => [node.key, node]))
  const labels = new Map([...byKey].map(([key, node]) => [key, nameOf(node)]))
  const called = (source: string) => {
    const words = describeExpression(source, labels)
    return words.kind === 'path' ? words.text : `“${words.text}”`
  }

  return (node, field) => {
    const { text, read, inIteration } = field
    const problems: Problem[] = []
    const unseen = new Set<string>()
    const add = (problem: Pick<Problem, 'code' | 'message'> & Partial<Problem>) =>
      problems.push({ severity: 'error', nodeId: node.id, field: field.field, ...problem })

    const scope = { ...typing.scopeOf(node, read, inIteration), nameOf: called }
    for (const { key } of read.references) {
      if (key === undefined || Object.hasOwn(scope.steps, key) || unseen.has(key)) continue
      unseen.add(key)
      const wanted = byKey.get(key)
      const seen = wanted && sight(node, wanted, inIteration)
      if (seen?.kind === 'hidden') add({ code: 'unreachable-reference', message: seen.message, hint: seen.hint })
      else
        add({
          code: 'unknown-reference',
          message: `There is no step with the key ${key}.`,
          ...hinted(didYouMean(key, byKey.keys()) ?? 'Pick the data again, from a step that is there.'),
        })
    }
    for (const { code, message, hint, position } of read.issues) add({ code, message, ...hinted(hint), ...(position && { position }) })
    const { type, issues } = typeOfText(read, scope)
    const misfit = misfitOf(field, type, scope)
    for (const issue of misfit ? [...issues, misfit] : issues) {
      const key = issue.path?.match(/^steps\.(\w+)$/)?.[1]
      if (key !== undefined && unseen.has(key)) continue
      add(problemOf(issue, text, variables))
    }
    return problems
  }
}

/** A run may get by, so these hold nothing up. */
const MERELY_DOUBTED: ReadonlySet<TypeIssue['code']> = new Set(['may-be-empty', 'never-equal'])

function problemOf(
  issue: TypeIssue,
  text: string,
  variables: JsonObject | undefined,
): Pick<Problem, 'code' | 'message'> & Partial<Problem> {
  const { code, position, fix, isSure } = issue
  const variable = issue.path?.match(/^vars\.(\w+)$/)?.[1]
  const message = variable === undefined ? issue.message : `There is no variable called ${variable}.`
  const hint = variable === undefined ? issue.hint : (didYouMean(variable, Object.keys(variables ?? {})) ?? 'Add it under Variables.')
  return {
    code,
    severity: isSure && !MERELY_DOUBTED.has(code) ? 'error' : 'warning',
    message,
    ...hinted(hint),
    position,
    ...(fix && { fix: { label: fix.label, text: mended(text, fix) } }),
  }
}

function hinted(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint }
}
