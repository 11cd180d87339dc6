import type { Node } from '../graph/graph'
import { isJsonObject } from '../json'
import { hasOneOf } from './is-shown'
import type { ManifestNode } from './manifest'

type SetUp = Pick<Node, 'params'>

/** Whether a step can't do without an account, as it is set up. */
export function needsAccount({ account, accountIf, input }: ManifestNode, { params }: SetUp): boolean {
  if (account !== 'optional' || !accountIf) return account === 'needed'
  return hasOneOf(accountIf.param, accountIf.in, isJsonObject(input.properties) ? input.properties : {}, params)
}

/** Whether it can do anything with one. */
export function takesAccount(type: ManifestNode, node: SetUp): boolean {
  return type.account !== 'none' && (type.accountIf === undefined || needsAccount(type, node))
}
