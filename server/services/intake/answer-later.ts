import { createHmac, timingSafeEqual } from 'node:crypto'
import { engineSql } from '../../db/client'
import { env } from '../../env'
import { HOOK_PATH } from '../triggers/hook-token'
import { answerOf, type HookAnswer, underWay } from './await-answer'
import { triggerOfToken } from './trigger-of-token'

/** Where a caller that waited too long finds its answer. Signed: knowing a webhook and a run is not enough. */
export function answerUrl(token: string, runId: string): string {
  return `${env().KAOS_URL}${HOOK_PATH}${token}/answers/${runId}/${signatureOf(token, runId)}`
}

/** The answer of a run to its caller, or that there is none yet; null for a link that we have not given. */
export async function laterAnswer({
  token,
  runId,
  signature,
}: {
  token: string
  runId: string
  signature: string
}): Promise<HookAnswer | null> {
  const right = Buffer.from(signatureOf(token, runId))
  const given = Buffer.from(signature)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  const trigger = await triggerOfToken(token)
  if (!trigger) return null
  const [run] = await engineSql()<{ id: string }[]>`
    select id from run where workspace_id = ${trigger.workspaceId} and id = ${runId} and flow_id = ${trigger.flowId}`
  if (!run) return null
  const { answer } = trigger.config
  return (
    (await answerOf({ id: runId, workspaceId: trigger.workspaceId }, answer === 'end' ? 'end' : 'reply')) ??
    underWay(runId, answerUrl(token, runId))
  )
}

function signatureOf(token: string, runId: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`answer:${token}:${runId}`).digest('base64url').slice(0, 32)
}
