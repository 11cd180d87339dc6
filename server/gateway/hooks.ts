import type { IncomingMessage, ServerResponse } from 'node:http'
import { LARGEST_INLINE } from '@/server/blobs/large-value'
import { type Hold, holdBody } from '@/server/body-memory'
import { log } from '@/server/log'
import { answerCallback } from '@/server/services/callbacks/answer'
import { CALLBACK_PATH } from '@/server/services/callbacks/link'
import { acceptHook, type Guesses, type HookCall } from '@/server/services/intake/accept-hook'
import { laterAnswer } from '@/server/services/intake/answer-later'
import { HOOK_PATH } from '@/server/services/triggers/hook-token'
import { type Answer, refusal, sendAnswer } from './answer'
import type { AddressOf } from './client-address'
import type { Limit } from './limits'
import { fields, parseBody } from './parse-body'
import { readBody } from './read-body'

export const LARGEST_BODY = 10 * 1024 * 1024

type Door = {
  /** Before the token. */
  path: string
  largestBody: number
  tooLarge: string
  accept: (call: HookCall, guesses: Guesses) => Promise<Answer>
}

const hookDoor: Door = {
  path: HOOK_PATH,
  largestBody: LARGEST_BODY,
  tooLarge: 'The body is larger than 10 MB. Send a link to the file instead.',
  accept: acceptHook,
}

/** Answers to links that steps made: what comes is kept with the run, so it is small. */
export const callbackDoor: Door = {
  path: CALLBACK_PATH,
  largestBody: LARGEST_INLINE,
  tooLarge: 'The body is larger than 256 KB. Send a link to the file instead.',
  accept: answerCallback,
}

/** Webhooks and their kin, on plain node:http in front of Express: three times as many a second. */
export function hookHandler({ addressOf, guesses }: { addressOf: AddressOf; guesses: Limit }, door = hookDoor) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = addressOf(request)
    const hold = holdBody(address)
    const answer = await answerTo(request, { address, hold }, guesses, door)
      .catch((err: unknown) => {
        log.error({ err }, 'A call from outside could not be accepted')
        return refusal(503, 'This could not be accepted right now. Send it again in a moment.', { 'retry-after': '5' })
      })
      .finally(hold.letGo)
    if (!request.complete) discardRest(request, response)
    sendAnswer(response, answer)
  }
}

/** Lets a caller who is still sending read the answer, then hangs up. */
export function discardRest(request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false
  request.resume()
  setTimeout(() => request.destroy(), 2_000).unref()
}

type Caller = { address: string; hold: Hold }

async function answerTo(request: IncomingMessage, { address, hold }: Caller, guesses: Limit, door: Door): Promise<Answer> {
  const limited = await guesses.look(address)
  if (limited !== null) return refusal(429, 'Too many calls to addresses that do not exist.', { 'retry-after': String(limited) })

  const [path = '', query = ''] = splitOnce(request.url ?? '', '?')
  const later = /^([\w-]{32})\/answers\/([\da-f-]{36})\/([\w-]{32})$/.exec(path.slice(HOOK_PATH.length))
  if (later && door.path === hookDoor.path) {
    if (request.method !== 'GET') return refusal(405, 'The answer is fetched with GET.', { allow: 'GET' })
    const [, token = '', runId = '', signature = ''] = later
    const answer = await laterAnswer({ token, runId, signature })
    if (answer) return answer
    await guesses.spend(address)
    return refusal(404, 'There is no such answer.')
  }
  const bytes = await readBody(request, door.largestBody, hold)
  if (bytes === 'too large') return refusal(413, door.tooLarge)
  if (bytes === 'busy') return refusal(503, 'Too much arrives at once. Send it again in a moment.', { 'retry-after': '5' })
  const call = {
    token: path.slice(door.path.length),
    method: request.method ?? 'GET',
    headers: singleHeaders(request),
    valuesOf: (name: string) => valuesOf(request, name),
    query: fields(new URLSearchParams(query)),
    bytes,
    read: () => parseBody(bytes, request.headers['content-type'] ?? ''),
  }
  return door.accept(call, {
    look: (hookId) => guesses.look(`${address} ${hookId}`),
    spend: (hookId) => guesses.spend(hookId === null ? address : `${address} ${hookId}`),
  })
}

function valuesOf({ headersDistinct }: IncomingMessage, name: string): readonly string[] {
  return (Object.hasOwn(headersDistinct, name) && headersDistinct[name]) || []
}

function singleHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
