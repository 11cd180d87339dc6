import type { Manifest } from '../define/manifest'
import type { Graph } from '../graph/graph'
import type { Problem } from '../graph/problem'
import { type Accounts, checkAccounts } from './check-accounts'
import { checkApprovers } from './check-approvers'
import { checkCycles } from './check-cycles'
import { checkFields } from './check-fields'
import { checkFlows, type FlowsAround } from './check-flows'
import { checkLines } from './check-lines'
import { checkNodes } from './check-nodes'
import { checkReach } from './check-reach'
import { checkReferences } from './check-references'
import { surveyOf } from './survey'

/**
 * Everything about a graph that a person should mend, before it runs. Errors keep it from being published.
 * `accounts` and `flows` are the workspace's; without them, only whether one was chosen is looked at.
 */
export function checkGraph(graph: Graph, manifest: Manifest, accounts?: Accounts, flows?: FlowsAround): Problem[] {
  const survey = surveyOf(graph, manifest)
  return [
    ...checkNodes(survey),
    ...checkAccounts(survey, accounts),
    ...checkLines(survey),
    ...checkCycles(survey),
    ...checkReach(survey),
    ...checkFields(survey),
    ...checkApprovers(survey),
    ...checkFlows(survey, flows),
    ...checkReferences(survey),
  ]
}
