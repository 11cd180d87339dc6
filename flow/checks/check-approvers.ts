import type { Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import { isJsonObject, type Json } from '../json'
import { nameOf, type Survey } from './survey'

/** Where people are asked, somebody has to be there to answer, and enough of them. */
export function checkApprovers(survey: Survey): Problem[] {
  return survey.graph.nodes.flatMap((node) => {
    const fields = survey.typeOf(node)?.input.properties
    if (!isJsonObject(fields) || node.disabled) return []
    return Object.entries(fields).flatMap(([field, schema]) =>
      isJsonObject(schema) && schema.control === 'approvers' && schema.advanced !== true // asked besides, if anybody
        ? problemsOf(node, field)
        : [],
    )
  })
}

function problemsOf(node: Node, field: string): Problem[] {
  const given = node.params[field]
  const approvers = isJsonObject(given) ? given : {}
  const roles = listOf(approvers.roles)
  const people = new Set([...listOf(approvers.members), ...listOf(approvers.emails)]).size
  const at = { severity: 'error', nodeId: node.id, field } as const
  if (people + roles.length === 0) {
    const hint = 'Choose people, a role or an address.'
    return [{ ...at, code: 'missing-field', message: `${nameOf(node)} asks nobody.`, hint }]
  }
  const needed = typeof node.params.needed === 'number' ? node.params.needed : 1
  if (roles.length > 0 || people >= needed) return []
  const message = `${nameOf(node)} needs ${needed} approvals, but only ${people === 1 ? 'one person' : `${people} people`} can decide.`
  return [{ ...at, code: 'invalid-field', message, hint: 'Ask more people, or need fewer approvals.' }]
}

function listOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
