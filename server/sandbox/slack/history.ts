import type { JsonObject } from '@/flow/json'
import type { SandboxContext } from '../app'
import { type Arguments, limitOf } from './arguments'
import { asSlackShows, type KeptMessage, KeptMessageSchema, MESSAGE, messageAt } from './messages'
import { CHANNELS } from './people'
import { refuse } from './refusal'

/** What stands in a channel, the newest first; answers in threads stand in their threads only. */
export async function history(args: Arguments, context: SandboxContext): Promise<JsonObject> {
  const messages = await messagesIn(args, context)
  const page = pageOf(args, messages.filter(({ threadTs }) => threadTs === null).reverse())
  return { ...page, pin_count: 0, channel_actions_ts: null, channel_actions_count: 0 }
}

/** A thread, from the message it answers on. */
export async function replies(args: Arguments, context: SandboxContext): Promise<JsonObject> {
  const ts = args.get('ts') ?? ''
  const first = await messageAt(context.records, ts)
  const messages = await messagesIn(args, context)
  if (!first || first.channel !== args.get('channel')) return refuse('thread_not_found')
  return pageOf(args, [first, ...messages.filter(({ threadTs }) => threadTs === ts)])
}

/** The oldest first. A channel is named by its id here, never by its name. */
async function messagesIn(args: Arguments, { records }: SandboxContext): Promise<KeptMessage[]> {
  const channel = CHANNELS.find(({ id }) => id === args.get('channel')) ?? refuse('channel_not_found')
  const [oldest, latest] = [Number(args.get('oldest') ?? 0), Number(args.get('latest') ?? Number.POSITIVE_INFINITY)]
  const messages = (await records.list(MESSAGE)).map(({ body }) => KeptMessageSchema.parse(body))
  return messages
    .filter((message) => message.channel === channel.id && Number(message.ts) > oldest && Number(message.ts) < latest)
    .sort((a, b) => Number(a.ts) - Number(b.ts))
}

function pageOf(args: Arguments, messages: readonly KeptMessage[]): JsonObject {
  const limit = limitOf(args)
  const cursor = args.get('cursor') ?? ''
  const from = cursor === '' ? 0 : messages.findIndex(({ ts }) => cursor === cursorAt(ts))
  if (from < 0) refuse('invalid_cursor')
  const next = messages[from + limit]
  const withMetadata = args.get('include_all_metadata') === 'true'
  const shown = messages.slice(from, from + limit).map((message) => ({
    ...asSlackShows(message),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  }))
  return { messages: shown, has_more: next !== undefined, ...(next ? { response_metadata: { next_cursor: cursorAt(next.ts) } } : {}) }
}

function cursorAt(ts: string): string {
  return Buffer.from(`next_ts:${ts}`).toString('base64')
}
