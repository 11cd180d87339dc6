import { needsAccount } from '../define/needs-account'
import type { Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import { nameOf, type Survey } from './survey'

/** Of each account that the workspace has, at which app it is. */
export type Accounts = ReadonlyMap<string, { connector: string }>

/** Steps that work with an account have one, it is the workspace's own, and it is at their app. */
export function checkAccounts(survey: Survey, accounts: Accounts | undefined): Problem[] {
  return survey.graph.nodes.flatMap((node) => checkAccount(survey, accounts, node))
}

function checkAccount(survey: Survey, accounts: Accounts | undefined, node: Node): Problem[] {
  const type = survey.typeOf(node)
  const problem = (code: Problem['code'], message: string, hint?: string): Problem[] => [
    { code, severity: 'error', message, ...(hint ? { hint } : {}), nodeId: node.id, field: 'connectionId' },
  ]
  if (node.connectionId === undefined) {
    if (!type || node.disabled || !needsAccount(type, node)) return []
    return problem('missing-account', type.accountIf?.missing ?? 'Choose an account.')
  }
  if (!accounts) return []
  const account = accounts.get(node.connectionId)
  if (!account) return problem('foreign-connection', `${nameOf(node)} uses an account that this workspace doesn't have.`, 'Choose another.')
  if (type === undefined || type.account === 'none' || account.connector === type.accountAt) return []
  return problem('wrong-account', `The account of ${nameOf(node)} is at another app.`, 'Choose another.')
}
