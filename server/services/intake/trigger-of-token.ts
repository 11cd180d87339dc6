import type { WebhookConfig } from '@/connectors/trigger/webhook'
import { WebhookInput } from '@/connectors/trigger/webhook'
import { engineSql } from '../../db/client'
import { keptBriefly } from './kept-briefly'

export type HookTrigger = {
  id: string
  workspaceId: string
  flowId: string
  versionId: string
  nodeId: string
  enabled: boolean
  config: WebhookConfig
  /** The secret its callers prove themselves with. */
  connectionId: string | null
}

/** The trigger behind `/hooks/<token>`, or null. */
export const triggerOfToken = keptBriefly(find, (token) => token)

async function find(token: string): Promise<HookTrigger | null> {
  if (!/^[\w-]{32}$/.test(token)) return null
  const [row] = await engineSql()<(Omit<HookTrigger, 'config'> & { config: unknown })[]>`
    select id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", enabled, config,
      connection_id as "connectionId"
    from trigger where token = ${token} and source = 'webhook'`
  return row ? { ...row, config: WebhookInput.parse(row.config) } : null
}
