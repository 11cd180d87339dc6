import type { WebhookConfig } from '@/connectors/trigger/webhook'
import { WebhookInput } from '@/connectors/trigger/webhook'
import { engineSql } from '../../db/client'

export type HookTrigger = {
  id: string
  workspaceId: string
  flowId: string
  versionId: string
  nodeId: string
  enabled: boolean
  config: WebhookConfig
}

/** How old an answer may be: publishing and switching off take effect within this time, everywhere. */
const FRESH_MS = 1_000
const KEPT = 5_000

const kept = new Map<string, { until: number; trigger: Promise<HookTrigger | null> }>()

/** The trigger behind `/hooks/<token>`, or null. Under load one query a second answers for all calls of a hook. */
export function triggerOfToken(token: string): Promise<HookTrigger | null> {
  const now = performance.now()
  const found = kept.get(token)
  if (found && found.until > now) return found.trigger
  const trigger = find(token)
  kept.delete(token)
  kept.set(token, { until: now + FRESH_MS, trigger })
  trigger.catch(() => kept.delete(token))
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  return trigger
}

async function find(token: string): Promise<HookTrigger | null> {
  if (!/^[\w-]{32}$/.test(token)) return null
  const [row] = await engineSql()<(Omit<HookTrigger, 'config'> & { config: unknown })[]>`
    select id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", enabled, config
    from trigger where token = ${token} and source = 'webhook'`
  return row ? { ...row, config: WebhookInput.parse(row.config) } : null
}
