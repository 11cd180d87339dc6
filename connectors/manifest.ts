import { z } from 'zod'
import { type Connector, MAIN_PORT, type NodeDefinition, type Ports } from '@/flow/define/define'
import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import { type JsonObject, JsonObjectSchema } from '@/flow/json'
import { catalogue } from './catalogue'

const DEFAULT_PORTS: Ports = { list: [{ id: MAIN_PORT, label: '' }] }

/** The connectors as data, for the browser, agents and checks. */
export const manifest: Manifest = manifestOf(catalogue)

export function manifestOf(connectors: readonly Connector[]): Manifest {
  return {
    connectors: connectors.map(({ nodes: _, categories, connection, ...about }) => ({
      ...about,
      categories: [...categories],
      connection: connection
        ? {
            fields: schemaOf(connection.fields),
            oauth2: connection.oauth2 !== undefined,
            signsInIf: connection.signsInIf ? { param: connection.signsInIf.param, in: [...connection.signsInIf.in] } : null,
            sandbox: connection.sandbox,
            noun: connection.noun ?? 'account',
            without: connection.without ?? null,
          }
        : null,
    })),
    nodes: Object.fromEntries(
      connectors.flatMap((connector) => connector.nodes.map((node) => [`${connector.id}.${node.id}`, nodeOf(connector, node)])),
    ),
  }
}

function nodeOf(connector: Connector, node: NodeDefinition): ManifestNode {
  return {
    type: `${connector.id}.${node.id}`,
    version: node.version,
    connector: connector.id,
    kind: node.kind,
    ...(node.kind === 'trigger' ? { source: node.source } : {}),
    ...(node.kind === 'container' ? { container: node.container } : {}),
    ...(node.kind === 'entry' ? { part: node.part } : {}),
    ...(node.kind === 'action' && node.waits ? { waits: true } : {}),
    title: node.title,
    summary: node.summary,
    sentence: node.sentence,
    keywords: [...node.keywords],
    icon: node.icon ?? connector.icon,
    account: connector.connection || node.accountAt ? (node.account ?? 'needed') : 'none',
    accountAt: node.accountAt ?? connector.id,
    ...(node.accountIf ? { accountIf: node.accountIf } : {}),
    effect: node.kind === 'action' ? (typeof node.effect === 'function' ? 'varies' : node.effect) : 'none',
    ports: node.ports ?? DEFAULT_PORTS,
    input: schemaOf(node.input),
    output: schemaOf(node.output),
    examples: node.examples.map((example) => ({ ...example })),
  }
}

/** As a person fills it in: fields with a default may be left out. */
function schemaOf(schema: z.ZodType): JsonObject {
  return JsonObjectSchema.parse(z.toJSONSchema(schema, { io: 'input' }))
}
