import { checkTemplate, type TypedScope } from '../expressions/check-expression'
import { referencesOf } from '../expressions/references'
import { didYouMean } from '../expressions/suggest'
import type { Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import type { JsonObject } from '../json'
import { closed } from './closed'
import { sightIn } from './sight'
import { nameOf, type Survey } from './survey'
import { type FieldText, textsIn } from './texts'

const LOOP_SHAPE: JsonObject = { type: 'object', properties: { item: {}, index: { type: 'integer' } }, additionalProperties: false }

/** Every mapping can be read, and reads data that is there by then. */
export function checkReferences(survey: Survey, variables?: JsonObject): Problem[] {
  const texts = survey.graph.nodes.flatMap((node) => {
    const type = survey.typeOf(node)
    return type && !node.disabled ? textsIn(node.params, type.input).map((text) => ({ node, text })) : []
  })
  if (texts.length === 0) return []
  const check = checker(survey, variables)
  return texts.flatMap(({ node, text }) => check(node, text))
}

function checker(survey: Survey, variables: JsonObject | undefined): (node: Node, text: FieldText) => Problem[] {
  const sight = sightIn(survey)
  const byKey = new Map([...survey.graph.nodes].reverse().map((node) => [node.key, node]))
  const trigger = triggerShape(survey)
  const vars = variables ? shapeOfVariables(variables) : true

  return (node, { text, field, inIteration }) => {
    const inLoop = (inIteration && isLoop(survey, node)) || isInLoop(survey, node)
    const scope: TypedScope = { steps: {}, trigger, vars, ...(inLoop ? { item: true as const } : {}) }
    const names = new Map<string, string>()
    const problems: Problem[] = []
    const unseen = new Set<string>()
    const add = (problem: Pick<Problem, 'code' | 'message' | 'hint'>) =>
      problems.push({ severity: 'error', nodeId: node.id, field, ...problem })

    for (const { key } of referencesOf(text)) {
      if (key === undefined || names.has(key) || unseen.has(key)) continue
      const wanted = byKey.get(key)
      const seen = wanted && sight(node, wanted, inIteration)
      if (wanted && seen && seen.kind !== 'hidden') {
        names.set(key, nameOf(wanted))
        scope.steps[key] = seen.kind === 'loop' ? LOOP_SHAPE : shapeOf(survey, wanted)
        continue
      }
      unseen.add(key)
      if (seen?.kind === 'hidden') add({ code: 'unreachable-reference', message: seen.message, hint: seen.hint })
      else add({ code: 'unknown-reference', message: `There is no step with the key ${key}.`, hint: didYouMean(key, byKey.keys()) })
    }
    for (const issue of checkTemplate(text, scope)) {
      const key = issue.path?.match(/^steps\.(\w+)/)?.[1]
      if (key !== undefined && unseen.has(key)) continue
      const name = key === undefined ? undefined : names.get(key)
      const variable = issue.path?.match(/^vars\.(\w+)$/)?.[1]
      if (variable !== undefined) {
        add({
          code: issue.code,
          message: `There is no variable called ${variable}.`,
          hint: didYouMean(variable, Object.keys(variables ?? {})) ?? 'Add it under Variables.',
        })
        continue
      }
      add({ code: issue.code, message: name === undefined ? issue.message : issue.message.replace(`steps.${key}`, name), hint: issue.hint })
    }
    return problems
  }
}

function isInLoop(survey: Survey, node: Node): boolean {
  const seen = new Set<Node>()
  for (let at = survey.nodes.get(node.parentId ?? ''); at && !seen.has(at); at = survey.nodes.get(at.parentId ?? '')) {
    if (isLoop(survey, at)) return true
    seen.add(at)
  }
  return false
}

function isLoop(survey: Survey, node: Node): boolean {
  return survey.typeOf(node)?.container !== 'scope'
}

/** A step that may have failed gives its error instead, so nothing is sure about its fields. */
function shapeOf(survey: Survey, node: Node): JsonObject | true {
  const output = node.onError === 'fail' ? survey.typeOf(node)?.output : undefined
  return output ? closed(output) : true
}

/** Their names; what is in them may change its form at any time. */
function shapeOfVariables(variables: JsonObject): JsonObject {
  return { type: 'object', properties: Object.fromEntries(Object.keys(variables).map((name) => [name, {}])), additionalProperties: false }
}

function triggerShape(survey: Survey): JsonObject | true {
  const triggers = survey.graph.nodes.filter((node) => survey.typeOf(node)?.kind === 'trigger')
  const [only] = triggers
  return only && triggers.length === 1 ? shapeOf(survey, only) : true
}
