import type { Connector, NodeDefinition } from '@/flow/define/define'
import { approval } from './approval/connector'
import { code } from './code/connector'
import { data } from './data/connector'
import { documents } from './documents/connector'
import { feed } from './feed/connector'
import { flow } from './flow/connector'
import { http } from './http/connector'
import { list } from './list/connector'
import { logic } from './logic/connector'
import { mail } from './mail/connector'
import { slack } from './slack/connector'
import { state } from './state/connector'
import { trigger } from './trigger/connector'
import { webhook } from './webhook/connector'
import { xero } from './xero/connector'

/** Every connector. A new one is a folder and a line here. */
export const catalogue: readonly Connector[] = [
  trigger,
  mail,
  documents,
  approval,
  xero,
  slack,
  logic,
  data,
  list,
  code,
  state,
  flow,
  http,
  feed,
  webhook,
]

const definitions = new Map<string, NodeDefinition>(
  catalogue.flatMap((connector) => connector.nodes.map((node) => [`${connector.id}.${node.id}`, node] as const)),
)

/** The declaration behind a node type such as `http.request`. */
export function definitionOf(type: string): NodeDefinition | undefined {
  return definitions.get(type)
}
