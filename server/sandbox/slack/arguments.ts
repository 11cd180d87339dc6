import type { HttpRequest } from '@/flow/define/capabilities'
import { isJsonObject } from '@/flow/json'
import { refuse } from './refusal'

export type Arguments = ReadonlyMap<string, string>

/** What a method was called with: the query of a GET, else a form or JSON. Null: a body that Slack does not read. */
export function argumentsOf({ method, url, query = {}, body }: HttpRequest): Map<string, string> | null {
  const asked = [...(URL.parse(url)?.searchParams ?? []), ...Object.entries(query)]
  if (method === 'GET' || body === undefined) return new Map(asked)
  if ('json' in body) {
    if (!isJsonObject(body.json)) return null
    const named = Object.entries(body.json).map(
      ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    )
    return new Map([...asked, ...named])
  }
  if ('text' in body && body.contentType.startsWith('application/x-www-form-urlencoded')) {
    return new Map([...asked, ...new URLSearchParams(body.text)])
  }
  return null
}

export function limitOf(args: Arguments): number {
  const limit = Number(args.get('limit') ?? 100)
  return Number.isInteger(limit) && limit >= 1 && limit <= 1_000 ? limit : refuse('invalid_limit')
}
