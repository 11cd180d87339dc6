import { engineSql } from '../../db/client'
import { tokenOfAddress } from '../triggers/mail-token'

export type MailTrigger = {
  id: string
  workspaceId: string
  flowId: string
  versionId: string
  nodeId: string
  enabled: boolean
  /** Of the node; read by whoever takes the mail. */
  config: unknown
}

/** The trigger behind an address of ours, or null. */
export async function mailTriggerOf(address: string): Promise<MailTrigger | null> {
  const token = tokenOfAddress(address)
  if (token === null) return null
  const [row] = await engineSql()<MailTrigger[]>`
    select id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", enabled, config
    from trigger where token = ${token} and source = 'mail'`
  return row ?? null
}
