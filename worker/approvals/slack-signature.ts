import { createHmac, timingSafeEqual } from 'node:crypto'

/** Older requests may be replays. */
const MOST_SECONDS = 5 * 60

export type SignedRequest = {
  /** The headers `X-Slack-Signature` and `X-Slack-Request-Timestamp`. */
  signature: string | undefined
  timestamp: string | undefined
  /** As it came, byte for byte. */
  body: string
}

/** True when whoever sent this knows the app's signing secret, and sent it just now. */
export function isFromSlack({ signature, timestamp, body }: SignedRequest, signingSecret: string, now: Date): boolean {
  if (signingSecret === '' || signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > MOST_SECONDS) return false
  const expected = Buffer.from(`v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`)
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
