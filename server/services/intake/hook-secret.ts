import { type WebhookSecret, WebhookSecretFields } from '@/connectors/webhook/account'
import { webhook } from '@/connectors/webhook/connector'
import { NodeError } from '@/flow/define/node-error'
import { openConnection } from '../connections/open'
import { keptBriefly } from './kept-briefly'

type Which = { workspaceId: string; connectionId: string }

/** What a webhook's callers prove themselves with; null when it is gone, and then nobody can. See hook-secret.decision.md. */
export const hookSecretOf = keptBriefly(find, ({ workspaceId, connectionId }) => `${workspaceId} ${connectionId}`)

async function find({ workspaceId, connectionId }: Which): Promise<WebhookSecret | null> {
  try {
    const { connector, credentials } = await openConnection(workspaceId, connectionId)
    const secret = WebhookSecretFields.safeParse(credentials.fields)
    return connector === webhook.id && secret.success ? secret.data : null
  } catch (error) {
    if (error instanceof NodeError && error.code === 'account_gone') return null
    throw error
  }
}
