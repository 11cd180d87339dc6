import { z } from 'zod'
import type { HttpRequest } from '@/flow/define/capabilities'
import { parseJson } from '@/flow/parse-json'
import { APPROVE, REJECT } from './approval-card'
import { escapeText } from './escape'

/** A press of Approve or Reject on an approval card, as Slack tells it. */
export type Interaction = {
  userId: string
  userName: string
  /** The team the person belongs to; in a shared channel, it may be another company's. */
  userTeamId: string
  /** The team in which the app is installed. */
  teamId: string
  waitId: string
  decision: 'approved' | 'rejected'
  channel: string
  ts: string
  /** Answers to whoever pressed go there. */
  responseUrl: string | null
}

const DECISIONS: Readonly<Record<string, Interaction['decision']>> = { [APPROVE]: 'approved', [REJECT]: 'rejected' }

const Payload = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().min(1), username: z.string().optional(), name: z.string().optional(), team_id: z.string().optional() }),
  team: z.object({ id: z.string().min(1) }),
  container: z.object({ channel_id: z.string().min(1), message_ts: z.string().min(1) }),
  response_url: z.url({ protocol: /^https$/, hostname: /^hooks\.slack(-gov)?\.com$/ }).optional(),
  actions: z.tuple([z.object({ action_id: z.enum([APPROVE, REJECT]), value: z.uuid() })]),
})

/**
 * Reads the body of a request to the interactivity address. Its signature has been checked before. Null: anything that
 * decides nothing, such as a press of the link button, of which Slack tells too; it is answered with a plain 200.
 */
export function readInteraction(body: string): Interaction | null {
  const payload = Payload.safeParse(payloadIn(body))
  if (!payload.success) return null
  const { user, team, container, response_url, actions } = payload.data
  const [{ action_id, value }] = actions
  const decision = DECISIONS[action_id]
  if (decision === undefined) return null
  return {
    userId: user.id,
    userName: user.name ?? user.username ?? user.id,
    userTeamId: user.team_id ?? team.id,
    teamId: team.id,
    waitId: value,
    decision,
    channel: container.channel_id,
    ts: container.message_ts,
    responseUrl: response_url ?? null,
  }
}

/** Tells whoever pressed, and nobody else, why it came to nothing. The card stays as it is. */
export function whisper(responseUrl: string, text: string): HttpRequest {
  return {
    method: 'POST',
    url: responseUrl,
    body: { json: { response_type: 'ephemeral', replace_original: false, text: escapeText(text) } },
    followRedirects: false,
  }
}

function payloadIn(body: string): unknown {
  try {
    return parseJson(new URLSearchParams(body).get('payload') ?? '')
  } catch {
    return null
  }
}
