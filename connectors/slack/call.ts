import type { z } from 'zod'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Effect } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject } from '@/flow/json'
import { failureOf } from './failure'

/** Arguments go as a form, which every method takes; the reading methods don't take JSON. */
export function call(method: string, args: Record<string, string>): HttpRequest {
  const text = new URLSearchParams(args).toString()
  return { method: 'POST', url: urlOf(method), body: { text, contentType: 'application/x-www-form-urlencoded; charset=utf-8' } }
}

export function ask(method: string, args: Record<string, string> = {}): HttpRequest {
  return { method: 'GET', url: urlOf(method), query: args }
}

/** Slack says 200 to almost everything; whether it worked stands in `ok`. @throws NodeError in words */
export function answerOf<Answer>(schema: z.ZodType<Answer>, response: HttpResponse, effect: Effect): Answer {
  const { status, body } = response
  if (status !== 200 || !isJsonObject(body) || body.ok !== true) throw failureOf(response, effect)
  const answer = schema.safeParse(body)
  if (answer.success) return answer.data
  throw new NodeError('slack_answer', 'Slack answered with something unknown.', { retry: false, unsure: true, detail: body })
}

function urlOf(method: string): string {
  return `https://slack.com/api/${method}`
}
