import { ERROR_PORT, MAIN_PORT, type Port } from '@/flow/define/define'
import type { ManifestNode } from '@/flow/define/manifest'
import { isJsonObject } from '@/flow/is-json-object'
import type { Node } from './graph'

/** The ports a node has as it is set up now; a node that branches on failure has `error` as well. */
export function portsOf(node: Node, type: ManifestNode | undefined): Port[] {
  const ports = type ? declaredPorts(node, type) : [{ id: MAIN_PORT, label: '' }]
  return node.onError === 'branch' ? [...ports, { id: ERROR_PORT, label: 'error' }] : ports
}

/** Whether lines can lead to such a node; to what starts a flow or a part of a scope none can. */
export function takesLines(type: ManifestNode | undefined): boolean {
  return type?.kind !== 'trigger' && type?.kind !== 'entry'
}

/** The port taken by a node that did nothing (disabled, or failed and told to go on). */
export function mainPortOf(node: Node, type: ManifestNode | undefined): string {
  const ports = type ? declaredPorts(node, type) : []
  return ports.find((port) => port.id === MAIN_PORT)?.id ?? ports[0]?.id ?? MAIN_PORT
}

function declaredPorts(node: Node, type: ManifestNode): Port[] {
  if ('list' in type.ports) return [...type.ports.list]
  const entries = Object.hasOwn(node.params, type.ports.fromParam) ? node.params[type.ports.fromParam] : []
  const ports = (Array.isArray(entries) ? entries : []).flatMap((entry) =>
    isJsonObject(entry) && typeof entry.id === 'string'
      ? [{ id: entry.id, label: typeof entry.label === 'string' ? entry.label : '' }]
      : [],
  )
  return type.ports.otherwise ? [...ports, type.ports.otherwise] : ports
}
