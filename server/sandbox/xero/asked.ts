import type { HttpRequest } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import type { Json } from '@/flow/json'

/** A request as the sandbox looks at it. */
export type Asked = {
  method: string
  /** `/Invoices/…` of the accounting API, or `/connections`. */
  path: string
  query: URLSearchParams
  /** By names in small letters. */
  headers: Record<string, string>
  json: Json
  file: FileRef | null
}

const ACCOUNTING = '/api.xro/2.0'

export function askedBy({ method, url, query = {}, headers = {}, body }: HttpRequest): Asked {
  const { pathname, searchParams } = new URL(url)
  for (const [name, value] of Object.entries(query)) searchParams.append(name, value)
  return {
    method: method.toUpperCase(),
    path: pathname.startsWith(`${ACCOUNTING}/`) ? pathname.slice(ACCOUNTING.length) : pathname,
    query: searchParams,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    json: body && 'json' in body ? body.json : null,
    file: body && 'file' in body ? body.file : null,
  }
}

/** The entries of a list parted by commas; null when it is not asked for. */
export function listIn(query: URLSearchParams, name: string): string[] | null {
  const text = query.get(name)
  return text === null ? null : text.split(',').filter((entry) => entry !== '')
}

/** One page of what was found, where pages are asked for. */
export function pageOf<T>(query: URLSearchParams, found: readonly T[]): T[] {
  const page = query.get('page')
  if (page === null) return [...found]
  const size = Math.min(1_000, Math.max(1, Number(query.get('pageSize') ?? 100) || 100))
  const from = (Math.max(1, Number(page) || 1) - 1) * size
  return found.slice(from, from + size)
}
