import type { Effect, Ports, Tint } from '@/flow/define/define'
import type { Json, JsonObject } from '@/flow/json'

/** The connectors as data: what the browser, agents and `checkGraph` know of them. Made by connectors/manifest.ts. */
export type Manifest = {
  connectors: ManifestConnector[]
  /** By node type, e.g. `http.request`. */
  nodes: Record<string, ManifestNode>
}

export type ManifestConnector = { id: string; title: string; summary: string; icon: string; tint: Tint; categories: string[] }

export type ManifestNode = {
  type: string
  version: number
  connector: string
  kind: 'action' | 'trigger' | 'container'
  source?: 'manual' | 'webhook' | 'schedule'
  title: string
  summary: string
  sentence: string
  keywords: string[]
  icon: string
  /** `varies`: depends on the parameters. */
  effect: Effect | 'varies'
  ports: Ports
  /** JSON Schema (draft 2020-12) with FieldMeta on its properties. */
  input: JsonObject
  output: JsonObject
  examples: { input: JsonObject; output: Json }[]
}
