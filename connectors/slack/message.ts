import { z } from 'zod'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Effect } from '@/flow/define/define'
import type { JsonObject } from '@/flow/json'
import { answerOf, call } from './call'

/** `text` is escaped already; with blocks, it is what notifications and screen readers get. */
export type Message = { text: string; blocks?: readonly JsonObject[] }

/** Where a message is: its channel, and the time stamp that names it there. */
export type MessageReference = { channel: string; ts: string }

/**
 * Nothing in a message is unfurled: Slack would fetch every address that stands in an invoice. And nothing is parsed
 * further: an update would otherwise turn names into mentions (`client` is the default there, unlike in a post).
 */
const AS_IT_IS = { parse: 'none', unfurl_links: 'false', unfurl_media: 'false' }

/** `mark`: what it carries for apps alone. */
export function postMessage(channel: string, message: Message, threadTs = '', mark?: JsonObject): HttpRequest {
  return call('chat.postMessage', {
    channel: channel.trim(),
    ...contentOf(message),
    ...(threadTs === '' ? {} : { thread_ts: threadTs }),
    ...(mark ? { metadata: JSON.stringify(mark) } : {}),
    ...AS_IT_IS,
  })
}

/** Replaces the whole message: blocks it had before are gone. */
export function updateMessage({ channel, ts }: MessageReference, message: Message): HttpRequest {
  return call('chat.update', { channel, ts, ...contentOf({ blocks: [], ...message }), parse: 'none' })
}

const Posted = z.object({ channel: z.string().min(1), ts: z.string().min(1) })

/** @throws NodeError when Slack did not take it */
export function referenceIn(response: HttpResponse, effect: Effect): MessageReference {
  return answerOf(Posted, response, effect)
}

function contentOf({ text, blocks }: Message): Record<string, string> {
  return { text, ...(blocks ? { blocks: JSON.stringify(blocks) } : {}) }
}
