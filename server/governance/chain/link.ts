import { hash } from 'node:crypto'
import { z } from 'zod'
import { type Json, JsonObjectSchema } from '@/flow/json'
import { canonicalJson } from './canonical-json'

/**
 * The audit chain. A link's hash is the SHA-256 of { event, previous, seq }: the digest of its event, the hash of the link
 * before, its number. Through the digest a link can be proved without showing the event, so a receipt names its
 * neighbours in the chain and tells nothing about them.
 */
export const AuditedEventSchema = z.strictObject({
  id: z.uuid(),
  workspaceId: z.uuid(),
  /** To the millisecond. */
  at: z.iso.datetime(),
  actor: JsonObjectSchema,
  action: z.string(),
  resource: z.strictObject({ type: z.string(), id: z.string() }),
  detail: JsonObjectSchema,
})

export type AuditedEvent = z.infer<typeof AuditedEventSchema>

/** Before the first link. */
export const GENESIS = '0'.repeat(64)

export function digestOf(value: Json): string {
  return hash('sha256', canonicalJson(value), 'hex')
}

export function linkHash(seq: number, previous: string, eventDigest: string): string {
  return digestOf({ event: eventDigest, previous, seq })
}

export type EventRow = {
  id: string
  workspaceId: string
  at: Date
  actor: AuditedEvent['actor']
  action: string
  resourceType: string
  resourceId: string
  detail: AuditedEvent['detail']
}

/** A row of `audit_event` as it is hashed and exported, in the order it is hashed in. */
export function auditedEvent({ id, workspaceId, at, actor, action, resourceType, resourceId, detail }: EventRow): AuditedEvent {
  return { action, actor, at: at.toISOString(), detail, id, resource: { id: resourceId, type: resourceType }, workspaceId }
}
