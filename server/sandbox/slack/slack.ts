import { z } from 'zod'
import type { HttpRequest } from '@/flow/define/capabilities'
import { isJsonObject, type JsonObject, JsonObjectSchema } from '@/flow/json'
import { parseJson } from '@/flow/parse-json'
import type { SandboxContext } from '../app'
import { type Arguments, argumentsOf, limitOf } from './arguments'
import { BlocksSchema } from './blocks'
import { history, replies } from './history'
import { asSlackShows, type KeptMessage, keepMessage, messageAt, nextTs } from './messages'
import { BOT, CHANNELS, channelOf, conversationOf, personOf, TEAM } from './people'
import { Refusal, refuse } from './refusal'

type Method = (args: Arguments, context: SandboxContext) => Promise<JsonObject> | JsonObject

const LONGEST_TEXT = 40_000

const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': () => ({
    url: TEAM.url,
    team: TEAM.name,
    team_id: TEAM.id,
    user: BOT.name,
    user_id: BOT.userId,
    bot_id: BOT.id,
    is_enterprise_install: false,
  }),
  'conversations.list': listConversations,
  'conversations.history': history,
  'conversations.replies': replies,
  'users.info': (args) => ({ user: personOf(args.get('user') ?? '') ?? refuse('user_not_found') }),
  'chat.postMessage': post,
  'chat.update': update,
}

/** Slack as far as the connector uses it. Refusals are answered as Slack answers them: 200, and the error's name. */
export async function slackSandbox(request: HttpRequest, context: SandboxContext): Promise<{ status: number; body: JsonObject }> {
  return { status: 200, body: await answer(request, context) }
}

async function answer(request: HttpRequest, context: SandboxContext): Promise<JsonObject> {
  const name = /^\/api\/([\w.]+)$/.exec(URL.parse(request.url)?.pathname ?? '')?.[1] ?? ''
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  try {
    const args = argumentsOf(request)
    if (!method) return refuse('unknown_method')
    if (!args) return refuse('invalid_form_data')
    return { ok: true, ...(await method(args, context)) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.message }
    throw error
  }
}

function listConversations(args: Arguments): JsonObject {
  const limit = limitOf(args)
  const types = (args.get('types') ?? 'public_channel').split(',')
  const channels = types.some((type) => type.trim() === 'public_channel') ? CHANNELS : []
  const cursor = args.get('cursor') ?? ''
  const from = cursor === '' ? 0 : channels.findIndex(({ id }) => cursor === cursorAt(id))
  if (from < 0) refuse('invalid_cursor')
  const next = channels[from + limit]
  return {
    channels: channels.slice(from, from + limit).map(conversationOf),
    response_metadata: { next_cursor: next ? cursorAt(next.id) : '' },
  }
}

function cursorAt(id: string): string {
  return Buffer.from(`team:${id}`).toString('base64')
}

async function post(args: Arguments, { records, now }: SandboxContext): Promise<JsonObject> {
  const channel = channelOf(args.get('channel') ?? '') ?? refuse('channel_not_found')
  const { text = '', blocks = [] } = contentOf(args)
  if (text === '' && blocks.length === 0) refuse('no_text')
  const threadTs = args.get('thread_ts') ?? null
  if (threadTs !== null && (await messageAt(records, threadTs))?.channel !== channel.id) refuse('thread_not_found')
  const metadata = metadataIn(args)
  const message: KeptMessage = { channel: channel.id, ts: await nextTs(records, now), text, blocks, threadTs, metadata, editedTs: null }
  await keepMessage(records, message)
  return { channel: channel.id, ts: message.ts, message: asSlackShows(message) }
}

async function update(args: Arguments, { records, now }: SandboxContext): Promise<JsonObject> {
  // Unlike a post, an update takes no name.
  const channel = CHANNELS.find(({ id }) => id === args.get('channel')) ?? refuse('channel_not_found')
  const kept = await messageAt(records, args.get('ts') ?? '')
  if (!kept || kept.channel !== channel.id) return refuse('message_not_found')
  const { text = kept.text, blocks = kept.blocks } = contentOf(args)
  if (text === '' && blocks.length === 0) refuse('no_text')
  const message: KeptMessage = { ...kept, text, blocks, editedTs: await nextTs(records, now) }
  await keepMessage(records, message)
  return { channel: channel.id, ts: kept.ts, text, message: asSlackShows(message) }
}

/** What is left out stays undefined: an update keeps it. */
function contentOf(args: Arguments): { text?: string; blocks?: JsonObject[] } {
  const text = args.get('text')
  if (text !== undefined && text.length > LONGEST_TEXT) refuse('msg_too_long')
  const blocks = args.get('blocks')
  return { ...(text === undefined ? {} : { text }), ...(blocks === undefined || blocks === '' ? {} : { blocks: blocksIn(blocks) }) }
}

function blocksIn(text: string): JsonObject[] {
  const blocks = parsed(text)
  if (!Array.isArray(blocks) || !blocks.every(isJsonObject)) return refuse('invalid_blocks_format')
  return BlocksSchema.safeParse(blocks).success ? blocks : refuse('invalid_blocks')
}

const MetadataSchema = z.object({ event_type: z.string().min(1), event_payload: JsonObjectSchema })

function metadataIn(args: Arguments): JsonObject | null {
  const text = args.get('metadata')
  if (text === undefined) return null
  return MetadataSchema.safeParse(parsed(text)).data ?? refuse('invalid_metadata_format')
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}
