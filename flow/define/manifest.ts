import type { AccountIf, AccountUse, ContainerKind, Effect, Ports, ScopePart, Tint, TriggerSource } from '@/flow/define/define'
import type { Json, JsonObject } from '@/flow/json'

/** The connectors as data: what the browser, agents and `checkGraph` know of them. Made by connectors/manifest.ts. */
export type Manifest = {
  connectors: ManifestConnector[]
  /** By node type, e.g. `http.request`. */
  nodes: Record<string, ManifestNode>
}

export type ManifestConnector = {
  id: string
  title: string
  summary: string
  icon: string
  tint: Tint
  categories: string[]
  connection: ManifestConnection | null
}

/** How an account there is added. */
export type ManifestConnection = {
  /** JSON Schema with FieldMeta: what a person fills in. */
  fields: JsonObject
  oauth2: boolean
  /** Where both ways are there: with which of a field's values one signs in. */
  signsInIf: { param: string; in: string[] } | null
  sandbox: boolean
  /** What one is called: `account`. */
  noun: string
  /** What steps use that go without an account, in words. */
  without: string | null
}

export type ManifestNode = {
  type: string
  version: number
  connector: string
  kind: 'action' | 'trigger' | 'container' | 'entry'
  source?: TriggerSource
  container?: ContainerKind
  part?: ScopePart
  waits?: true
  title: string
  summary: string
  sentence: string
  keywords: string[]
  icon: string
  /** Whether it works with an account: a connection of `accountAt`, mostly its own connector. */
  account: AccountUse
  accountAt: string
  accountIf?: AccountIf
  /** `varies`: depends on the parameters. */
  effect: Effect | 'varies'
  ports: Ports
  /** JSON Schema (draft 2020-12) with FieldMeta on its properties. */
  input: JsonObject
  output: JsonObject
  examples: { input: JsonObject; output: Json }[]
}
