import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { seal } from '../../vault/vault'
import { askWorker } from '../asks/ask-worker'
import { ServiceError } from '../service-error'

export const CallbackInput = z.strictObject({
  connector: z.literal('slack'),
  workspaceId: z.uuid(),
  connectionId: z.uuid(),
  /** As it came, letter for letter: the signature is over it. */
  body: z.string().max(200_000),
  signature: z.string().max(200),
  timestamp: z.string().max(20),
})

/** Slack waits for three seconds and then tells people that something went wrong. */
const PATIENCE_MS = 2_500

/**
 * What an app calls back about one account, such as a button that was pressed. The worker checks the signature, because only
 * it opens secrets; what came travels to it sealed. False: it is not from the app.
 */
export async function receiveCallback(input: z.input<typeof CallbackInput>): Promise<boolean> {
  const given = CallbackInput.safeParse(input)
  if (!given.success) return false
  const { workspaceId, connectionId, body, signature, timestamp } = given.data
  const sealed = await inWorkspace(workspaceId, (tx) =>
    seal(tx, { workspaceId, table: 'connection', row: connectionId, column: 'callback' }, body),
  ).catch(() => null)
  if (!sealed) return false
  const sealedBody = Buffer.from(sealed).toString('base64')
  const answer = askWorker(workspaceId, 'slack.press', { connectionId, sealedBody, signature, timestamp }).then(
    ({ genuine }) => genuine,
    (error: unknown) => {
      if (error instanceof ServiceError && error.code === 'invalid') return false
      throw error
    },
  )
  answer.catch(() => {}) // whoever waits no longer doesn't hear of it
  // What takes longer is done all the same: the card shows it.
  return Promise.race([answer, sleep(PATIENCE_MS, true, { ref: false })])
}
