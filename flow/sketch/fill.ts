import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import { isJsonObject } from '@/flow/is-json-object'
import type { JsonObject } from '@/flow/json'

/**
 * What the fields of a new step most likely take, as mappings: of the steps before it, the nearest whose result has a value
 * of that name; for a document the file that was read, or else what the flow starts with. What fits nothing stays empty.
 */
export function fillFrom(type: ManifestNode, before: readonly Node[], manifest: Manifest): JsonObject {
  const start = before[0]
  const params: JsonObject = {}
  for (const [name, field] of Object.entries(propertiesOf(type.input))) {
    const giver = before.slice(1).findLast((node) => name in outputOf(node, manifest))
    if (takesFile(name, field)) {
      const read = before.slice(1).findLast((node) => 'file' in outputOf(node, manifest))
      if (read) params[name] = `{{ steps.${read.key}.file }}`
      else if (start && givesFiles(start, manifest)) params[name] = '{{ trigger.attachments }}'
    } else if (giver && takesMapping(field)) params[name] = `{{ steps.${giver.key}.${name} }}`
  }
  return params
}

/** Whether one of its fields takes a document. */
export function wantsFile(type: ManifestNode | undefined): boolean {
  return Object.entries(propertiesOf(type?.input ?? {})).some(([name, field]) => takesFile(name, field))
}

function propertiesOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema.properties) ? schema.properties : {}
}

function outputOf(node: Node, manifest: Manifest): JsonObject {
  return propertiesOf(manifest.nodes[node.type]?.output ?? {})
}

function givesFiles(start: Node, manifest: Manifest): boolean {
  return 'attachments' in outputOf(start, manifest) || start.params.asks === 'files'
}

function takesFile(name: string, field: unknown): boolean {
  return name === 'file' || (isJsonObject(field) && field.control === 'file')
}

/** Whatever is no choice among given ones, and not switched on or off. */
function takesMapping(field: unknown): boolean {
  return isJsonObject(field) && field.enum === undefined && field.type !== 'boolean' && field.type !== 'object'
}
