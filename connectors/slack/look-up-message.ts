import { z } from 'zod'
import type { Capabilities } from '@/flow/define/capabilities'
import type { Found } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { answerOf, ask } from './call'
import { listChannels } from './channels'

const EVENT_TYPE = 'kaos_step'
const PAGE = '200'
/** 4,000 messages. In a channel that has more since then, nobody can say that the message is not there. */
const MOST_PAGES = 20
/** Slack's clock may be behind ours. */
const CLOCKS_APART_MS = 300_000

/** What a message carries that only apps see: the step that posted it. */
export function messageMark(key: string): JsonObject {
  return { event_type: EVENT_TYPE, event_payload: { key } }
}

const Marked = z.object({ event_type: z.literal(EVENT_TYPE), event_payload: z.object({ key: z.string() }) })

const MessagesPage = z.object({
  messages: z.array(z.object({ ts: z.string(), metadata: z.unknown().optional() })),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

type Place = { channel: string; threadTs: string }
type Hands = { use: Pick<Capabilities, 'http'> }

/** The messages in a channel or a thread that carry this key. @throws NodeError when that can't be said */
export async function lookUpMessage({ use }: Hands, place: Place, key: string, since: Date | null): Promise<Found | null> {
  const channel = await channelId(use, place.channel)
  const where: Record<string, string> = place.threadTs === '' ? { channel } : { channel, ts: place.threadTs }
  const oldest: Record<string, string> = since ? { oldest: String(Math.floor((since.getTime() - CLOCKS_APART_MS) / 1_000)) } : {}
  const method = place.threadTs === '' ? 'conversations.history' : 'conversations.replies'
  const stamps: string[] = []
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const args = { ...where, ...oldest, limit: PAGE, include_all_metadata: 'true', ...(cursor ? { cursor } : {}) }
    const answer = answerOf(MessagesPage, await use.http.send(ask(method, args)), 'read')
    for (const { ts, metadata } of answer.messages) if (Marked.safeParse(metadata).data?.event_payload.key === key) stamps.push(ts)
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') return found(channel, stamps)
  }
  if (stamps.length > 0) return found(channel, stamps)
  throw new NodeError('slack_too_many', 'There are too many messages in the channel since then.', { retry: false })
}

function found(channel: string, stamps: readonly string[]): Found | null {
  const [ts] = [...stamps].sort()
  return ts === undefined ? null : { output: { channel, ts }, count: stamps.length }
}

/** Only a post takes a channel by its name. */
async function channelId(use: Hands['use'], idOrName: string): Promise<string> {
  const name = idOrName.trim()
  if (/^[CGD][A-Z0-9]{8,}$/.test(name)) return name
  const wanted = `#${name.replace(/^#/, '')}`
  const channel = (await listChannels({ use })).find(({ label }) => label === wanted)
  if (channel) return channel.value
  throw new NodeError('slack_channel_not_found', `There is no channel ${wanted} that the bot may see.`, {
    retry: false,
    hint: 'Check the name, or invite the bot to the channel.',
  })
}
