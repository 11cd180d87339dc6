import { createHash } from 'node:crypto'
import type { WebhookConfig } from '@/connectors/trigger/webhook'
import type { Json } from '@/flow/json'

/** What the sender calls this delivery, so that a repeat is recognised; undefined when it does not say. */
export function hookDeliveryOf(config: WebhookConfig, headers: Readonly<Record<string, string>>, body: Json): string | undefined {
  const name = nameOf(config, headers, body)
  if (name === undefined || name === '') return undefined
  // Neither the length nor the characters are ours to choose, and Postgres takes not all of them.
  return /^[\x20-\x7e]{1,500}$/.test(name) ? name : createHash('sha256').update(name).digest('hex')
}

function nameOf(
  { authentication, dedupe, dedupeHeader, dedupeField }: WebhookConfig,
  headers: Readonly<Record<string, string>>,
  body: Json,
) {
  if (authentication === 'standard') return own(headers, 'webhook-id')
  return dedupe === 'header' ? own(headers, dedupeHeader.trim().toLowerCase()) : textAt(body, dedupeField.trim().split('.'))
}

function textAt(value: Json | undefined, path: readonly string[]): string | undefined {
  const [part, ...rest] = path
  if (part === undefined) return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  if (Array.isArray(value)) return /^\d{1,6}$/.test(part) ? textAt(value[Number(part)], rest) : undefined
  return typeof value === 'object' && value !== null ? textAt(own(value, part), rest) : undefined
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
