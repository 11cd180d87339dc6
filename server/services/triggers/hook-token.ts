import { createHmac } from 'node:crypto'
import { env } from '../../env'

/** The unguessable last part of a webhook's URL: known before publishing, the same over all versions. */
export function hookToken(flowId: string, nodeId: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`hook:${flowId}:${nodeId}`).digest('base64url').slice(0, 32)
}

export function hookUrl(flowId: string, nodeId: string): string {
  return `${env().KAOS_URL}/hooks/${hookToken(flowId, nodeId)}`
}
