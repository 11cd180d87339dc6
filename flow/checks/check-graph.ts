import type { Manifest } from '../define/manifest'
import type { Graph } from '../graph/graph'
import type { Problem } from '../graph/problem'
import type { JsonObject } from '../json'
import { type Accounts, checkAccounts } from './check-accounts'
import { checkApprovers } from './check-approvers'
import { checkCycles } from './check-cycles'
import { checkFields } from './check-fields'
import { checkFlows, type FlowsAround } from './check-flows'
import { checkLines } from './check-lines'
import { checkNodes } from './check-nodes'
import { checkReach } from './check-reach'
import { checkReferences } from './check-references'
import { checkSchedules } from './check-schedules'
import { checkSettings } from './check-settings'
import { checkTidying } from './check-tidying'
import { surveyOf } from './survey'
import type { Seen } from './typing'

/** What the workspace has: its accounts, flows and variables, and what runs gave. Any name will do for what is left out. */
export type Around = {
  accounts?: Accounts | undefined
  flows?: FlowsAround | undefined
  variables?: JsonObject | undefined
  seen?: Seen | undefined
}

/**
 * Everything about a graph that a person should mend, before it runs. Errors keep it from being published.
 */
export function checkGraph(graph: Graph, manifest: Manifest, { accounts, flows, variables, seen }: Around = {}): Problem[] {
  const survey = surveyOf(graph, manifest)
  return [
    ...checkNodes(survey),
    ...checkAccounts(survey, accounts),
    ...checkLines(survey),
    ...checkCycles(survey),
    ...checkReach(survey),
    ...checkFields(survey),
    ...checkSchedules(survey),
    ...checkSettings(survey),
    ...checkApprovers(survey),
    ...checkTidying(survey),
    ...checkFlows(survey, flows),
    ...checkReferences(survey, { variables, seen }),
  ]
}
