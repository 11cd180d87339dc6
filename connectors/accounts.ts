import type { ConnectionDefinition } from '@/flow/define/connection'
import { catalogue } from './catalogue'

/** How accounts at this app are kept and used; undefined where it has none. */
export function accountOf(connectorId: string): ConnectionDefinition | undefined {
  return catalogue.find(({ id }) => id === connectorId)?.connection
}
